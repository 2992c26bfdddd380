#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Computes by zoneinfo what the time zones and maintenance windows of pmon have to come to.

    judge.py zones SEED     NAME<TAB>SECONDS<TAB>OFFSET<TAB>WALL<TAB>FIRST
    judge.py windows SEED   WHEN<TAB>FROM<TAB>TO<TAB>BEGIN-END,...

Instants are Unix seconds. WALL is a reading of the zone's clocks as if they showed UTC, FIRST the first instant at which
they show it or, if they never do, a later one. Openings are cut at FROM and TO.
"""
import calendar
import datetime
import random
import sys
import zoneinfo

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1)
DAY = datetime.timedelta(days=1)
HARD = [
    "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata",
    "Africa/Casablanca", "UTC", "Europe/Dublin", "America/Scoresbysund", "Asia/Gaza", "Antarctica/Troll",
    "Pacific/Kwajalein", "America/Nuuk", "Africa/El_Aaiun", "Asia/Tehran", "Etc/GMT+5", "Australia/Sydney",
]
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def offset(zone, seconds):
    """Seconds that clocks are ahead of UTC."""
    return int(datetime.datetime.fromtimestamp(seconds, UTC).astimezone(zone).utcoffset().total_seconds())


def first_instant(zone, wall):
    """The first instant at which the clocks show a naive datetime, else the first after the gap."""
    early = wall.replace(tzinfo=zone, fold=0)
    seconds = int((early.astimezone(UTC) - EPOCH.replace(tzinfo=UTC)).total_seconds())
    if early.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == wall:
        return seconds
    late = wall.replace(tzinfo=zone, fold=1)
    low, high = int((late.astimezone(UTC) - EPOCH.replace(tzinfo=UTC)).total_seconds()), seconds
    while low + 1 < high:
        middle = (low + high) // 2
        if offset(zone, middle) == offset(zone, high):
            high = middle
        else:
            low = middle
    return high


def change_near(zone, seconds):
    """An instant at which the offset of the zone changes, within the year after; else the instant itself."""
    for day in range(366):
        there = seconds + day * 86400
        if offset(zone, there) != offset(zone, there + 86400):
            low, high = there, there + 86400
            while low + 1 < high:
                middle = (low + high) // 2
                if offset(zone, middle) == offset(zone, there):
                    low = middle
                else:
                    high = middle
            return high
    return seconds


def some_instant(zone, chance):
    """An instant from 1971 to 2099, often near a change of the offset."""
    seconds = chance.randrange(86400 * 365, 4070000000)
    if chance.random() < 0.7:
        seconds = change_near(zone, seconds) + chance.choice([0, -1, 1, chance.randrange(-90000, 90000)])
    return seconds


def zones(chance):
    """A table of offsets and of readings."""
    for name in sorted(zoneinfo.available_timezones()):
        zone = zoneinfo.ZoneInfo(name)
        if name.startswith(("right/", "posix/")) or name in ("localtime", "posixrules", "Factory"):
            continue
        for _ in range(12 if name in HARD else 3):
            seconds = some_instant(zone, chance)
            wall = EPOCH + datetime.timedelta(seconds=seconds + offset(zone, seconds) + chance.choice([0, 0, 1800, -1800, 3600]))
            reading = int((wall - EPOCH).total_seconds())
            print(name, seconds, offset(zone, seconds), reading, first_instant(zone, wall), sep="\t")


def some_time(chance):
    """A time of day in minutes, often in the hours in which clocks change."""
    if chance.random() < 0.7:
        return chance.randrange(0, 4 * 60, chance.choice([1, 15, 30]))
    return chance.randrange(0, 24 * 60)


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


def some_days(chance):
    """Words for days, and the function that knows them."""
    kind = chance.randrange(4)
    if kind == 0:
        return "daily", lambda day: True
    if kind == 1:
        names, chosen = [], set()
        for _ in range(chance.randrange(1, 4)):
            begin, length = chance.randrange(7), chance.choice([1, 1, 2, 3, 5])
            chosen |= {(begin + step) % 7 for step in range(length)}
            names.append(WEEKDAYS[begin] if length == 1 else f"{WEEKDAYS[begin]}-{WEEKDAYS[(begin + length - 1) % 7]}")
        return ",".join(names), lambda day: day.weekday() in chosen
    weekday = chance.randrange(7)
    if kind == 2:
        number = chance.randrange(1, 5)
        word = ["1st", "2nd", "3rd", "4th"][number - 1]

        def is_nth(day):
            dates = [date for date in calendar.Calendar().itermonthdates(day.year, day.month)
                     if date.month == day.month and date.weekday() == weekday]
            return day == dates[number - 1]
        return f"{word} {WEEKDAYS[weekday]}", is_nth

    def is_last(day):
        return day.weekday() == weekday and day.day + 7 > calendar.monthrange(day.year, day.month)[1]
    return f"last {WEEKDAYS[weekday]}", is_last


def midnight(day):
    return datetime.datetime.combine(day, datetime.time())


def recurring(zone, low, high, chance):
    """WHEN of a window that recurs, and its openings."""
    words, is_day = some_days(chance)
    begin = some_time(chance)
    length = end = None
    if chance.random() < 0.5:
        unit, seconds = chance.choice([("m", 60), ("h", 3600), ("d", 86400)])
        number = chance.randrange(1, {"m": 300, "h": 60, "d": 6}[unit])
        text, length, reach = f"{clock(begin)} {number}{unit}", number * seconds, number * seconds // 86400 + 3
    else:
        end = 24 * 60 if chance.random() < 0.15 else some_time(chance)
        if end == begin:
            end = (end + 1) % (24 * 60)
        text, reach = f"{clock(begin)}-{clock(end)}", 4
    openings = []
    day = (EPOCH + datetime.timedelta(seconds=low)).date() - reach * DAY
    while day <= (EPOCH + datetime.timedelta(seconds=high)).date() + 2 * DAY:
        if is_day(day):
            start = first_instant(zone, midnight(day) + datetime.timedelta(minutes=begin))
            if length is not None:
                openings.append((start, start + length))
            else:
                ends = midnight(day if end > begin else day + DAY) + datetime.timedelta(minutes=end)
                openings.append((start, first_instant(zone, ends)))
        day += DAY
    return f"{words} {text}", openings


def once(zone, low, high, chance):
    """WHEN of a window that opens once, and its opening."""
    day = (EPOCH + datetime.timedelta(seconds=chance.randrange(low, high))).date()
    last = day + chance.choice([0, 0, 1, 1, 2, 30]) * DAY
    begin, end = some_time(chance), 24 * 60 if chance.random() < 0.2 else some_time(chance)
    start, stop = midnight(day) + datetime.timedelta(minutes=begin), midnight(last) + datetime.timedelta(minutes=end)
    if stop <= start:
        last, stop = last + DAY, stop + DAY
    if stop <= start:
        last, stop = last + DAY, stop + DAY
    text = f"{day} {clock(begin)} .. {last} {clock(end)}"
    return text, [(first_instant(zone, start), first_instant(zone, stop))]


def united(openings, low, high):
    """The openings within a range, those that overlap or touch as one."""
    result = []
    for begin, end in sorted((max(begin, low), min(end, high)) for begin, end in openings):
        if begin >= end:
            continue
        if result and begin <= result[-1][1]:
            result[-1][1] = max(result[-1][1], end)
        else:
            result.append([begin, end])
    return result


def windows(chance):
    """A table of openings."""
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith(("right/", "posix/")))
    for _ in range(3000):
        name = chance.choice(HARD if chance.random() < 0.7 else names)
        zone = zoneinfo.ZoneInfo(name)
        low = some_instant(zone, chance) - chance.randrange(0, 5 * 86400)
        high = low + chance.randrange(3600, 40 * 86400)
        when, openings = (once if chance.random() < 0.2 else recurring)(zone, low, high, chance)
        text = ",".join(f"{begin}-{end}" for begin, end in united([pair for pair in openings if pair[0] < pair[1]], low, high))
        print(f"{when} {name}", low, high, text, sep="\t")


if __name__ == "__main__":
    {"zones": zones, "windows": windows}[sys.argv[1]](random.Random(int(sys.argv[2])))
