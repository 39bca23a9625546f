"""Debian's wapiti, whose patterns of addresses to leave alone have their flags where its Python 3.11 takes none."""
import fnmatch
import re

from wapitiCore.main.wapiti import wapiti_main
from wapitiCore.net import crawler

crawler.wildcard_translate = lambda pattern: re.compile(fnmatch.translate(pattern))
wapiti_main()
