# SPDX-License-Identifier: MIT
"""Replies of scripted_server.py: redirects of all kinds, and replies that end too early."""

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n"


def found(location, more=b"Content-Length: 0\r\n", body=b"", status=b"302 Found"):
    return b"HTTP/1.1 " + status + b"\r\nLocation: " + location + b"\r\n" + more + b"\r\n" + body


def echo(request):
    """What was asked for, as the body."""
    head, _, body = request.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if line.lower().startswith((b"content-", b"cookie", b"author"))]
    text = b"\n".join([head.split(b" HTTP")[0]] + lines + [body]) + b"\n"
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(text) + text


def gate(request):
    """Sets a cookie and redirects to itself, as a login does."""
    if b"session=1" in request:
        return OK
    return found(b"/gate", b"Set-Cookie: session=1; Path=/\r\nContent-Length: 0\r\n")


def two_gates(request):
    """The second cookie comes from the second redirect, and replaces the first."""
    if b"step=2" in request:
        return OK
    step = b"2" if b"step=1" in request else b"1"
    return found(b"/two-gates", b"Set-Cookie: step=" + step + b"\r\nContent-Length: 0\r\n")


def method_of(status):
    return found(b"/echo", status=status)


def host(request):
    return [line for line in request.split(b"\r\n") if line.startswith(b"Host: ")][0][6:]


REPLIES = {
    "/ok": OK,
    "/echo": echo,
    "/gate": gate,
    "/two-gates": two_gates,
    # Addresses
    "/space": found(b"SELF/echo?a b"),
    "/space-path": found(b"SELF/a b/../../echo?x"),
    "/relative-space": found(b"echo?a b"),
    "/latin1": found(b"SELF/echo?caf\xe9"),
    "/latin1-relative": found(b"/echo?caf\xe9"),
    "/utf8": found("SELF/echo?café".encode()),
    "/fragment": found(b"SELF/echo#part"),
    "/fragment-latin1": found(b"/echo#caf\xe9"),
    "/query-only": found(b"?x=1"),
    "/dots": found(b"./x/../echo"),
    "/network": found(b"//localhost/nowhere"),
    "/credentials": lambda request: found(b"http://bob:s3cret@" + host(request) + b"/echo"),
    "/empty": found(b""),
    "/none": b"HTTP/1.1 302 Found\r\nContent-Length: 3\r\n\r\nok\n",
    "/empty-then": b"HTTP/1.1 302 Found\r\nLocation:\r\nLocation: /echo\r\nContent-Length: 0\r\n\r\n",
    "/two": b"HTTP/1.1 302 Found\r\nLocation: /echo?1\r\nLocation: /echo?2\r\nContent-Length: 0\r\n\r\n",
    "/on-200": found(b"/echo", status=b"200 OK"),
    "/on-404": found(b"/echo", status=b"404 Not Found"),
    "/on-300": found(b"/echo", status=b"300 Choices"),
    "/on-304": found(b"/echo", more=b"", status=b"304 Not Modified"),
    "/on-305": found(b"/echo", status=b"305 Use Proxy"),
    "/on-399": found(b"/echo", status=b"399 Any"),
    "/gopher": found(b"gopher://localhost/x"),
    **{
        f"/to-{scheme}": found(f"{scheme}://127.0.0.1:22".encode())
        for scheme in ("tcp", "tls", "smtp", "imaps", "ftp", "ldap", "mqtt")
    },
    "/to-ping": found(b"ping://127.0.0.1"),
    "/javascript": found(b"javascript:alert(1)"),
    "/bad-port": found(b"http://localhost:99999/"),
    "/after-103": b"HTTP/1.1 103 Early Hints\r\nLocation: /nope\r\n\r\n" + found(b"/echo"),
    # Bodies that do not matter
    "/cut": found(b"/ok", b"Content-Length: 1000\r\n", b"short"),
    "/cut-empty": found(b"/ok", b"Content-Length: 1000\r\n"),
    "/longer": found(b"/ok", b"Content-Length: 2\r\n", b"longer than said"),
    "/large": found(b"/ok", b"Content-Length: 3000000\r\n", b"x" * 3_000_000),
    "/bad-chunk": found(b"/ok", b"Transfer-Encoding: chunked\r\n", b"zz\r\nhello\r\n"),
    "/cut-chunk": found(b"/ok", b"Transfer-Encoding: chunked\r\n", b"ff\r\nhello"),
    "/until-close": found(b"/ok", b"Connection: close\r\n", b"see there"),
    "/reset-body": [found(b"/ok", b"Content-Length: 1000\r\n", b"some"), 0.05, None],
    "/old": found(b"/ok", b"", b"see there").replace(b"HTTP/1.1", b"HTTP/1.0"),
    # The server thinks, then sends slowly.
    "/slow": [1.0, b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", 1.0, b"ok\n"],
    # Methods
    "/301": method_of(b"301 Moved"),
    "/302": method_of(b"302 Found"),
    "/303": method_of(b"303 See Other"),
    "/307": method_of(b"307 Temporary"),
    "/308": method_of(b"308 Permanent"),
    # Cookies that must not come back
    "/set-cookie": b"HTTP/1.1 200 OK\r\nSet-Cookie: kept=1\r\nContent-Length: 0\r\n\r\n",
    "/other-path": found(b"/echo", b"Set-Cookie: p=1; Path=/elsewhere\r\nContent-Length: 0\r\n"),
    "/other-domain": found(b"/echo", b"Set-Cookie: d=1; Domain=example.org\r\nContent-Length: 0\r\n"),
    "/expired": found(b"/echo", b"Set-Cookie: e=1; Max-Age=0\r\nContent-Length: 0\r\n"),
    "/plain-cookie": found(b"/echo", b"Set-Cookie: c=1\r\nSet-Cookie: d=2\r\nContent-Length: 0\r\n"),
    # Replies that end too early
    "/head-only": b"HTTP/1.1 200 OK\r\n",
    "/head-line": b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n",
    "/head-cut": b"HTTP/1.1 200 OK\r\nContent-Le",
    "/head-404": b"HTTP/1.1 404 Not Found\r\nServer: x\r\n",
    "/head-redirect": b"HTTP/1.1 302 Found\r\nLocation: /ok\r\n",
    "/only-100": b"HTTP/1.1 100 Continue\r\n\r\n",
    "/only-103": b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
    "/100-then-cut": b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\n",
    "/head-reset": [b"HTTP/1.1 200 OK\r\nX: y\r\n", 0.05, None],
    # Whole ones beside them
    "/bare-lf": b"HTTP/1.1 200 OK\nContent-Length: 3\n\nok\n",
    "/100-then-ok": b"HTTP/1.1 100 Continue\r\n\r\n" + OK,
    "/no-body": b"HTTP/1.1 204 No Content\r\n\r\n",
    "/no-length": b"HTTP/1.1 200 OK\r\n\r\nuntil the end",
    "/http10": b"HTTP/1.0 200 OK\r\n\r\nuntil the end",
    "/empty-close": b"HTTP/1.1 200 OK\r\n\r\n",
    "/trailers": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nok\n\r\n0\r\nX: y\r\n\r\n",
    # Bodies that are cut
    "/trailers-cut": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nok\n\r\n0\r\nX: y\r\n",
    "/chunk-end-cut": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nok\n\r\n",
    "/zero-cut": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nok\n\r\n0",
    "/lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\nok\n",
    "/length-word": b"HTTP/1.1 200 OK\r\nContent-Length: three\r\n\r\nok\n",
    "/length-negative": b"HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nok\n",
    "/both": b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nok\n\r\n0\r\n\r\n",
}