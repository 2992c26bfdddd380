# SPDX-License-Identifier: MIT
# The manual page of a script from its --help: `usage: …`, an empty line, and the manual's text.
include "roff";

(index("\n\n")) as $split
| (.[:$split] | ltrimstr("usage: ") | gsub("\\s+"; " ")) as $usage
| (.[$split + 2:] | sections("DESCRIPTION")) as $sections
| [{title: "SYNOPSIS", lines: [($usage | split(" ") | (.[0] | bold) + " " + (.[1:] | join(" ") | roff))]}] + $sections
| page({name: $name, section: 1, abstract: $abstract, version: $version, date: $date})
