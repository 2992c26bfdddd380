# SPDX-License-Identifier: MIT
# Text into man(7): escapes, blocks of a manual's text, sections in their customary order.
# https://man7.org/linux/man-pages/man7/man-pages.7.html, groff_man_style(7)

def hex: if . < 16 then "0123456789ABCDEF"[.:. + 1] else (. / 16 | floor | hex) + (. % 16 | hex) end;

# Text as groff is to print it, character for character, in ASCII.
def roff:
  {"92": "\\e", "45": "\\-", "39": "\\(aq", "96": "\\(ga", "94": "\\(ha", "126": "\\(ti"} as $named
  | explode
  | map(tostring as $code
        | $named[$code] // (if . > 126 then "\\[u\(hex | if length < 4 then "0" * (4 - length) + . else . end)]"
                            else [.] | implode end))
  | add // "";

# At the beginning of a line a dot would be a request.
def shielded: if startswith(".") then "\\&" + . else . end;

# Escaped words as lines of at most 78 characters, so that sources stay readable and lint stays quiet.
def folded:
  reduce (split(" ")[] | select(. != "")) as $word ([];
    if length > 0 and (last | length) + ($word | length) < 78 then .[-1] += " " + $word else . + [$word] end)
  | .[] | shielded;

def roff_line: roff | folded;

def bold: "\\fB\(roff)\\fR";

# Lines that stay as they are: commands and other text to be copied.
def literal: [".RS 4", ".EX", (.[] | roff | shielded), ".EE", ".RE"];

def indentation: match("^ *").length;

# The lines of a text as blocks: {heading}, {prose: [line]} or {block: [line]} (all lines indented).
# A heading is a line of capitals, or one or two words and a colon, after which text may follow.
def blocks:
  reduce (split("\n")[] | sub("\\s+$"; "")) as $line ([];
    if $line == "" then . + [{blank: true}]
    elif $line | test("^[A-Z]{2,}( [A-Z]+)*$") then . + [{heading: $line}]
    elif $line | test("^[A-Z][a-z]+( [a-z]+)?:$") then . + [{heading: $line[:-1]}]
    elif $line | test("^(Exit status|Examples?|Files): ") then
      ($line | capture("^(?<title>[^:]+): (?<rest>.*)")) as $parts
      | . + [{heading: $parts.title}, {prose: [$parts.rest]}]
    elif $line | startswith("  ") then
      if (last | .block?) then .[-1].block += [$line] else . + [{block: [$line]}] end
    elif (last | .prose?) then .[-1].prose += [$line]
    else . + [{prose: [$line]}]
    end)
  | map(select(.blank | not));

# A term, two spaces, and what it means; further lines of the meaning are indented deeper, and a long term stands alone
# above them. Another line that begins at the margin begins a paragraph.
def definitions:
  (map(indentation) | min) as $margin
  | . as $all
  | reduce range(length) as $index ({lines: [], after: ""};
      $all[$index] as $line
      | ($line[$margin:] | capture("^(?<term>\\S|\\S.*\\S) {2,}(?<text>\\S.*)$")? // null) as $parts
      | ($line | indentation == $margin) as $is_first
      | (($all[$index + 1] // "") | indentation > $margin) as $is_alone
      | if $parts and $is_first then
          .lines += [".TP", ($parts.term | bold), ($parts.text | roff_line)] | .after = "term"
        elif $is_first and $is_alone and ($line | test("^ *\\S+$")) then .lines += [".TP", ($line[$margin:] | bold)]
        elif $is_first and .after == "term" then .lines += [".PP", ($line[$margin:] | roff_line)] | .after = "prose"
        else .lines += [$line | sub("^ +"; "") | roff_line]
        end)
  | .lines;

def is_definitions: (map(indentation) | min) as $margin
  | any(.[]; .[$margin:] | test("^\\S.*? {2,}\\S")) and (.[0][$margin:] | test("^\\S.*? {2,}\\S"));

# Exit statuses in a running text, `0 all stored · 65 a bad line`, as a list; null if it is none.
def statuses:
  join(" ") | sub("\\.$"; "")
  | (if test(" · ") then split(" · ") else split("; ") end)
  | if .[0] | test("^[0-9]") then
      map((capture("^(?<code>[0-9]+(, [0-9]+)*) (?<text>.*)") | ".TP", (.code | bold), (.text | roff_line))
          // (".PP", roff_line))
    else null end;

def body($title):
  if .prose then
    (if $title == "EXIT STATUS" then .prose | statuses else null end) // [".PP", (.prose | join(" ") | roff_line)]
  elif $title == "EXAMPLES" then
    (.block | map(indentation) | min) as $margin | .block | map(.[$margin:]) | literal
  elif .block | is_definitions then .block | definitions
  elif $title == "EXIT STATUS" then .block | map(sub("^ +"; "")) | statuses // [".PP", (join(" ") | roff_line)]
  else [".PP", (.block | map(sub("^ +"; "")) | join(" ") | roff_line)]
  end;

# A manual's text as sections {title, lines}; what stands before the first heading is $first.
def sections($first):
  reduce blocks[] as $block ([{title: $first, lines: []}];
    if $block.heading then
      . + [{title: ($block.heading | ascii_upcase | if . == "EXAMPLE" then "EXAMPLES" else . end), lines: []}]
    else last.title as $title | .[-1].lines += ($block | body($title)) end)
  | map(select(.lines != []));

# The first .PP after a heading says nothing.
def without_first_break: if .[0] == ".PP" then .[1:] else . end;

def section: ".SH \(.title)", (.lines | without_first_break)[];

# Sections in the order that manual pages have.
def in_order:
  ["NAME", "SYNOPSIS", "DESCRIPTION", null, "OPTIONS", "COMMANDS", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES",
   "SEE ALSO"] as $order
  | to_entries
  | sort_by([.value.title as $title | $order | (index($title) // 3)], .key)
  | map(.value);

# $about: {name, section, abstract, version, date, also}; the input: sections of the page but the outer ones.
def page($about):
  . as $sections
  | (["pmon", "pmon-probe", "pmon-ssh", "pmon-store", "pmon-mail", "pmon-serve", "pmon-import", "pmon-fleet", "pmon-quorum",
      "pmon-targets", "pmon-worker", "pmon-follow"]
     | map("\(.)(1)") + ["pmon.ini(5)", "pmon-records(5)"]) as $all
  | ".\\\" Made from the help of the program or from its document; changes belong there.",
    ".TH \($about.name | ascii_upcase | roff) \($about.section) \($about.date) \"pmon \($about.version)\" \"pmon manual\"",
    ".nh", ".ad l",
    (([{title: "NAME", lines: ["\($about.name | roff) \\- \($about.abstract | roff)"]}]
      + $sections
      + [{title: "SEE ALSO",
          lines: ($all - ["\($about.name)(\($about.section))"]
                  | to_entries
                  | (length - 1) as $last
                  | map((.value | capture("(?<page>.*)(?<number>\\(.\\))")) as $part
                        | ".BR \\%\($part.page | roff) \($part.number)\(if .key < $last then "," else "" end)"))}])
     | in_order[] | section);
