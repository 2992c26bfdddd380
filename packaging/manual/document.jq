# SPDX-License-Identifier: MIT
# A manual page from a document in Markdown: headings, paragraphs, lists, tables and code.
include "roff";

# Code and bold text become bold, a link its text.
def inline:
  [scan("`[^`]+`|\\*\\*[^*]+\\*\\*|\\[[^\\]]+\\]\\([^)]+\\)|[^`\\[*]+|.")
   | if test("^`.+`$") then .[1:-1] | bold
     elif test("^\\*\\*.+\\*\\*$") then .[2:-2] | gsub("`"; "") | bold
     elif test("^\\[.+\\]\\(.+\\)$") then capture("^\\[(?<text>.*)\\]\\(").text | gsub("`"; "") | roff
     else roff end]
  | add // "";

def cells: sub("^\\| *"; "") | sub(" *\\|$"; "") | gsub("\\\\\\|"; "\u0001") | split("|")
  | map(sub("^ +"; "") | sub(" +$"; "") | gsub("\u0001"; "|"));

# A row: the first cell is the term, the last what it means, the others go by the names of their columns.
def row($columns):
  cells as $cells
  | [range(1; ($cells | length) - 1)
     | select($cells[.] != "" and $cells[.] != null) | "\($columns[.]): \($cells[.])"] as $between
  | ".TP", ($cells[0] | inline | shielded | if . == "" then "\\ " else . end),
    ($cells[-1] + (if $between == [] then "" else " (\($between | join("; ")))" end) | inline | folded);

reduce (split("\n")[] | sub("\\s+$"; "")) as $line ({sections: [{title: "DESCRIPTION", lines: []}], mode: ""};
  def put(lines): .sections[-1].lines += [lines];
  if .mode == "code" then
    if $line | startswith("```") then .mode = "" | put(".EE", ".RE") else put($line | roff | shielded) end
  elif $line | startswith("```") then .mode = "code" | put(".RS 4", ".EX")
  elif $line == "" then if .mode == "heading" then . else .mode = "" end
  elif $line | startswith("# ") then .
  elif $line | startswith("## ") then .mode = "" | .sections += [{title: ($line[3:] | gsub("[`\"]"; "") | if startswith("[") then . else ascii_upcase end), lines: []}]
  elif $line | startswith("### ") then .mode = "heading" | put(".SS \"\($line[4:] | gsub("[`\"]"; "") | roff)\"")
  elif $line | test("^\\|[-| :]+\\|$") then .mode = "table"
  elif $line | startswith("|") then
    if .mode == "table" then .columns as $columns | put($line | row($columns)) else .columns = ($line | cells) end
  elif $line | test("^[-*] ") then .mode = "list" | put(".IP \\(bu 2", ($line[2:] | inline | folded))
  elif .mode == "list" and ($line | startswith("  ")) then put($line[2:] | inline | folded)
  # The first paragraph after a heading needs no break.
  elif .mode == "prose" or .mode == "heading" then .mode = "prose" | put($line | inline | folded)
  else .mode = "prose" | put(".PP", ($line | inline | folded))
  end)
| .sections
| map(select(.lines != []))
| page({name: $name, section: 5, abstract: $abstract, version: $version, date: $date})
