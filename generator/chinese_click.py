"""click in Chinese: help pages and usage errors as one plain sentence."""

import errno
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class _Chinese(click.Command):
    """The parts of a help page that click prints in English."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """用法 line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """选项 section."""
        records = [r for r in (param.get_help_record(ctx) for param in self.get_params(ctx)) if r is not None]
        if records:
            with formatter.section("选项"):
                formatter.write_dl([(_in_chinese(names), _in_chinese(words)) for names, words in records])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, explained in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明。"
        return option


_WORDS = {"INTEGER RANGE": "整数", "INTEGER": "整数", "PATH": "路径", "TEXT": "文字", "[required]": "［必填］"}


def _in_chinese(text: str) -> str:
    """What click itself puts into a help page, in Chinese."""
    for english, chinese in _WORDS.items():
        text = text.replace(english, chinese)
    return text


class ChineseCommand(_Chinese):
    """A command whose help is Chinese."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the 用法 line."""
        return [piece.replace("[OPTIONS]", "[选项]") for piece in super().collect_usage_pieces(ctx)]


class ChineseGroup(_Chinese, click.Group):
    """A group whose help is Chinese. Its commands `elsewhere` (name → module of `generator`) are imported when they are wanted."""

    def __init__(self, *args: Any, elsewhere: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "命令 [参数]...")
        super().__init__(*args, **kwargs)
        self._elsewhere = elsewhere or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted({*super().list_commands(ctx), *self._elsewhere})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; None when there is none."""
        if cmd_name not in self._elsewhere:
            return super().get_command(ctx, cmd_name)
        there = vars(import_module(f"generator.{self._elsewhere[cmd_name]}")).values()
        return next(one for one in there if isinstance(one, click.Command) and one.name == cmd_name)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the 用法 line."""
        return [piece.replace("[OPTIONS]", "[选项]") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """选项 and 命令 sections."""
        _Chinese.format_options(self, ctx, formatter)
        rows = [(name, command.get_short_help_str(80)) for name in self.list_commands(ctx)
                if (command := self.get_command(ctx, name)) is not None and not command.hidden]
        if rows:
            with formatter.section("命令"):
                formatter.write_dl(rows)


_SYSTEM = {errno.ENOENT: "没有这个文件或者目录", errno.EEXIST: "已经有同名的文件", errno.EACCES: "没有权限", errno.EPERM: "没有权限",
           errno.ENOSPC: "磁盘已满", errno.EROFS: "磁盘是只读的", errno.ENOTDIR: "上级不是目录", errno.EISDIR: "这是一个目录", errno.ENAMETOOLONG: "名称太长"}


_PATHS = {"is not readable": "没有读取的权限", "is not writable": "没有写入的权限", "is a directory": "这是一个目录，要的是文件",
          "is a file": "这是一个文件，要的是目录", "does not exist": "没有这个文件或者目录"}
"""How click's sentence about a path ends → in Chinese."""


def _of_path(message: str) -> str:
    """What click says of a path, in Chinese, with the path that its sentence quotes."""
    path = message[message.find("'") + 1:message.rfind("'")] or message
    return f"{next((words for said, words in _PATHS.items() if message.rstrip('.').endswith(said)), '路径不对')}：{path}。"


def in_chinese(error: Exception) -> str:
    """What a refusal or the operating system says, in Chinese, with the path it is about."""
    if isinstance(error, OSError) and error.errno in _SYSTEM:
        return f"{_SYSTEM[error.errno]}{f'：{error.filename}' if error.filename else ''}。"
    return str(error)


def sentence(error: click.ClickException) -> str:
    """A usage error as one Chinese sentence that says what to do."""
    ctx = getattr(error, "ctx", None)
    help_line = f"运行 {ctx.command_path} --help 查看用法。" if ctx else "运行 qingdan --help 查看用法。"
    if isinstance(error, click.NoSuchOption):
        near = f"是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有选项 {error.option_name}。{near}{help_line}"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(ctx) if error.param and error.param.param_type_name == "argument" and ctx else (
            "、".join(error.param.opts) if error.param else "")
        return f"缺少 {name}。{help_line}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 的写法不对（缺少取值，或者不该有取值）。{help_line}"
    if isinstance(error, click.BadParameter):
        name = "、".join(error.param.opts) if error.param and error.param.opts else "参数"
        if error.param and isinstance(error.param.type, click.Choice):
            return f"{name} 的取值不对，应为 {'、'.join(map(str, error.param.type.choices))} 之一。{help_line}"
        if error.param and isinstance(error.param.type, click.IntRange):
            return f"{name} 应为 {error.param.type.min} 到 {error.param.type.max} 的整数。{help_line}"
        if error.param and isinstance(error.param.type, click.Path):
            return _of_path(error.message)
        return f"{error.message}{help_line}"
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message
    if isinstance(error, click.UsageError):
        if error.message.startswith("No such command"):
            name = error.message.split("'")[1] if "'" in error.message else ""
            return f"没有命令 {name}。{help_line}"
        if error.message.startswith("Got unexpected extra"):
            return f"多了用不到的参数。{help_line}"
        return f"命令的写法不对。{help_line}"
    return error.format_message()
