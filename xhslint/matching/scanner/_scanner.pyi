from xhslint.matching.scanner import interface

Scanner: type[interface.Scanner]
