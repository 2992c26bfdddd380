#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Wraps the HTML part of the mail on stdin into a page that measures it in a frame of the given width."""
import email
import email.policy
import html
import sys

mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
content = html.escape(mail.get_body(("html",)).get_content(), quote=True)
print(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head><body>
<iframe style="width:{int(sys.argv[1])}px;height:900px;border:0" srcdoc="{content}"></iframe><output></output>
<script>
const luminance = color => {{
  const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}};
onload = () => {{
  const page = document.querySelector("iframe").contentDocument, view = page.defaultView;
  const behind = element => {{
    for (; element; element = element.parentElement) {{
      const color = view.getComputedStyle(element).backgroundColor;
      if (color !== "rgba(0, 0, 0, 0)") return color;
    }}
    return "rgb(255, 255, 255)";
  }};
  let contrast = 21, worst = "", smallestText = 99;
  for (const element of page.body.querySelectorAll("*")) {{
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    const style = view.getComputedStyle(element);
    const pair = [luminance(style.color), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < contrast) {{ contrast = ratio; worst = element.textContent.slice(0, 20); }}
    smallestText = Math.min(smallestText, parseFloat(style.fontSize));
  }}
  document.querySelector("output").textContent = JSON.stringify({{
    scrollWidth: page.documentElement.scrollWidth, contrast, worst, smallestText,
    columnWidth: page.querySelector("table table").getBoundingClientRect().width,
    background: view.getComputedStyle(page.body).backgroundColor,
  }});
}};
</script></body></html>""")
