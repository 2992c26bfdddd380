# SPDX-License-Identifier: MIT
# The manual page of a tool from what it says of itself with --experimental-dump-help.
include "roff";

def spelled: if .kind == "long" then "--\(.name)" else "-\(.name)" end;
def value_name: "\\fI\(.valueName | roff)\\fR";

# `[--only glob ...]` as a reader would type it.
def usage:
  .isOptional as $optional
  | (if .kind == "positional" then value_name
   elif .kind == "flag" then .preferredName | spelled | bold
   else "\(.preferredName | spelled | bold) \(value_name)"
   end)
  + (if .isRepeating then " ..." else "" end)
  | if $optional then "[\(.)]" else . end;

def is_common: .sectionTitle == "Shared" or (.sectionTitle == null and (.valueName == "version" or .valueName == "help"));
def common: .arguments // [] | map(select(.shouldDisplay and is_common));
def own: .arguments // [] | map(select(.shouldDisplay and (is_common | not)));

def synopsis($command): "\($command | bold) \(own | map(usage) | join(" ")) [\\fIshared options\\fR]" | folded;

def option:
  ".TP",
  .isOptional as $optional
  | (if .kind == "positional" then value_name
   else (.names | map(spelled | bold) | join(", ")) + (if .kind == "option" then " \(value_name)" else "" end)
   end),
  ((.abstract // "") + (if .defaultValue then " Default: \(.defaultValue)." else "" end) | roff_line);

# A subcommand inside the page of its tool; its own headings stand inside its text.
def subcommand($tool):
  ((.discussion // "") | sections("")) as $sections
  | ".SS \"\("\($tool) \(.commandName)" | roff)\"",
    synopsis("\($tool) \(.commandName)"),
    ".PP", (.abstract | roff_line),
    ($sections[] | select(.title == "") | .lines[]),
    (own[] | option),
    ($sections[] | select(.title != "") | ".PP", "\(.title[:1] + (.title[1:] | ascii_downcase)):", .lines[]);

.command
| .commandName as $name
| (.subcommands // [] | map(select(.commandName != "help" and .shouldDisplay))) as $subcommands
| [{title: "SYNOPSIS",
    lines: [synopsis($name), ($subcommands[] | ".br", "\("\($name) \(.commandName)" | bold) [\\fIoptions\\fR]")]},
   {title: "OPTIONS", lines: [(own[] | option), ".SS \"Shared options\"", (common[] | option)]},
   {title: "COMMANDS", lines: [$subcommands[] | subcommand($name)]},
   {title: "ENVIRONMENT",
    lines: [".TP", ("PMON_CONF" | bold), ("The configuration, where --conf does not name one." | roff_line)]}]
  + ((.discussion // "") | sections("DESCRIPTION"))
| map(select(.lines != []))
| page({name: $name, section: 1, abstract: $abstract, version: $version, date: $date})
