// SPDX-License-Identifier: MIT

private import Glibc

/// The definition of a function that pmon stands in front of; nil if no library of the program has one.
///
/// https://man7.org/linux/man-pages/man3/dlsym.3.html
func nextSymbol(_ name: String) -> UnsafeMutableRawPointer? {
    // RTLD_NEXT, a macro: the definition after this one.
    dlsym(UnsafeMutableRawPointer(bitPattern: -1), name)
}
