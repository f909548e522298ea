// SPDX-License-Identifier: MIT
#include "help/completion.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

/// A word in single quotes; `escaped_quote` is how the shell writes a quote in there.
std::string quoted(std::string_view text, std::string_view escaped_quote) {
    std::string out = "'";
    for (char const c : text) {
        if (c == '\'') out += escaped_quote;
        else out += c;
    }
    return out + "'";
}

/// "-q" and "--quiet" of one option.
std::vector<std::string> flags(CompletionOption const &option) {
    std::vector<std::string> list;
    for (auto const &letter : option.letters) list.push_back("-" + letter);
    for (auto const &name : option.names) list.push_back("--" + name);
    return list;
}

/// The patterns of a case statement that match these flags on this level.
std::string flag_patterns(CompletionLevel const &level, CompletionOption const &option) {
    std::vector<std::string> list;
    for (auto const &flag : flags(option)) list.push_back(fmt::format("'{} {}'", level.path, flag));
    return base::join(list, " | ");
}

/// The patterns of all levels that have nested commands, each with the word that leads there.
std::string path_patterns(std::vector<CompletionLevel> const &levels) {
    std::vector<std::string> list;
    for (auto const &level : levels) {
        for (auto const &command : level.commands) list.push_back(fmt::format("'{} {}'", level.path, command.name));
    }
    return base::join(list, " | ");
}

/// Statements that set `what` and `choices` for a value, in the syntax that bash and zsh share.
std::string set_value(CompletionValue const &value) {
    switch (value.what) {
    case Completes::nothing: return "what=nothing";
    case Completes::files: return "what=files";
    case Completes::folders: return "what=folders";
    case Completes::sources: return "what=sources";
    case Completes::words: return fmt::format("what=words choices=({})", base::join(value.words, " "));
    }
    return {};
}

/// The lines of a case statement that bash and zsh share: what follows an option that takes a value.
std::string value_branches(std::vector<CompletionLevel> const &levels) {
    std::string out;
    for (auto const &level : levels) {
        for (auto const &option : level.options) {
            if (!option.takes_value) continue;
            out += fmt::format("    {}) {} ;;\n", flag_patterns(level, option), set_value(option.value));
        }
    }
    return out;
}

constexpr std::string_view k_bash_head = R"(# Completion of scribe for bash; written by: scribe completion bash
_scribe() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    # bash takes --name=value apart at the sign.
    if [[ $current == = ]]; then
        current=
    elif [[ $previous == = ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    local place=scribe what=none i
    local -a choices=() options=() commands=()
    for ((i = 1; i < COMP_CWORD; ++i)); do
        case "$place ${COMP_WORDS[i]}" in
)";

constexpr std::string_view k_bash_tail = R"(    if [[ $what == none ]]; then
        case $place in
@LEVELS@        esac
        choices+=("${commands[@]}")
        if [[ $current == -* ]]; then
            what=words choices=("${options[@]}")
        elif [[ ${#choices[@]} -gt 0 ]]; then
            what=words
        fi
    fi
    COMPREPLY=()
    case $what in
    files) mapfile -t COMPREPLY < <(compgen -f -- "$current") && compopt -o filenames 2>/dev/null ;;
    folders) mapfile -t COMPREPLY < <(compgen -d -- "$current") && compopt -o filenames 2>/dev/null ;;
    sources)
        local -a names
        mapfile -t names < <("${COMP_WORDS[0]}" source list -q -t csv 2>/dev/null | sed -n '2,$s/,.*//p')
        mapfile -t COMPREPLY < <(compgen -W "${names[*]}" -- "$current")
        ;;
    words) mapfile -t COMPREPLY < <(compgen -W "${choices[*]}" -- "$current") ;;
    esac
}
complete -F _scribe scribe
)";

constexpr std::string_view k_zsh_head = R"(#compdef scribe
# Completion of scribe for zsh; written by: scribe completion zsh
_scribe() {
    local current=${words[CURRENT]} previous=${words[CURRENT-1]} place=scribe what=none word
    local -a choices options commands
    for word in ${words[2,CURRENT-1]}; do
        case "$place $word" in
)";

constexpr std::string_view k_zsh_tail = R"(    if [[ $what == none ]]; then
        case $place in
@LEVELS@        esac
        if [[ $current == -* ]]; then
            _describe -o option options
            return
        fi
        (( $#commands )) && _describe command commands
    fi
    case $what in
    files) _files ;;
    folders) _files -/ ;;
    sources) compadd -- $($words[1] source list -q -t csv 2>/dev/null | sed -n '2,$s/,.*//p') ;;
    words) compadd -- $choices ;;
    esac
}
if [[ $funcstack[1] == _scribe ]]; then
    _scribe "$@"
else
    compdef _scribe scribe
fi
)";

constexpr std::string_view k_zsh_value_head = R"(        esac
    done
    # --name=value in one word
    if [[ $current == --*=* ]]; then
        previous=${current%%=*}
        compset -P '*='
    fi
    case "$place $previous" in
)";

constexpr std::string_view k_fish_head = R"(# Completion of scribe for fish; written by: scribe completion fish
function __scribe_at
    set -l place scribe
    set -l typed (commandline -opc)
    set -e typed[1]
    for word in $typed
        switch "$place $word"
            case @PATHS@
                set place "$place $word"
        end
    end
    test "$place" = "$argv[1]"
end
complete -c scribe -f
)";

std::string replaced(std::string_view text, std::string_view mark, std::string_view with) {
    auto const at = text.find(mark);
    return fmt::format("{}{}{}", text.substr(0, at), with, text.substr(at + mark.size()));
}

/// 'name:description' for zsh's _describe.
std::string zsh_entry(std::string_view name, std::string_view description) {
    return quoted(fmt::format("{}:{}", name, description), "'\\''");
}

/// The rest of a `complete` line of fish for a value; an argument, other than an option, may be left out altogether.
std::string fish_value(std::string const &line, CompletionValue const &value, bool required) {
    std::string const needs = required ? " -r" : "";
    switch (value.what) {
    case Completes::nothing: return required ? line + " -x\n" : "";
    case Completes::files: return line + needs + " -F\n";
    case Completes::folders: return line + needs + " -f -a '(__fish_complete_directories)'\n";
    case Completes::sources:
        return fmt::format("{}{} -f -a '(scribe source list -q -t csv 2>/dev/null | sed -n \"2,\\$s/,.*//p\")'\n", line,
                           needs);
    case Completes::words:
        return fmt::format("{}{} -f -a {}\n", line, needs, quoted(base::join(value.words, " "), "\\'"));
    }
    return {};
}

} // namespace

std::string bash_completion(std::vector<CompletionLevel> const &levels) {
    std::string branches;
    for (auto const &level : levels) {
        std::vector<std::string> options, commands;
        for (auto const &option : level.options) {
            for (auto const &flag : flags(option)) options.push_back(flag);
        }
        for (auto const &command : level.commands) commands.push_back(command.name);
        branches +=
            fmt::format("        '{}')\n            options=({})\n            commands=({})\n            {}\n"
                        "            ;;\n",
                        level.path, base::join(options, " "), base::join(commands, " "), set_value(level.argument));
    }
    return fmt::format("{}        {}) place+=\" ${{COMP_WORDS[i]}}\" ;;\n        esac\n    done\n"
                       "    case \"$place $previous\" in\n{}    esac\n{}",
                       k_bash_head, path_patterns(levels), value_branches(levels),
                       replaced(k_bash_tail, "@LEVELS@", branches));
}

std::string zsh_completion(std::vector<CompletionLevel> const &levels) {
    std::string branches;
    for (auto const &level : levels) {
        std::vector<std::string> options, commands;
        for (auto const &option : level.options) {
            for (auto const &flag : flags(option)) options.push_back(zsh_entry(flag, option.description));
        }
        for (auto const &command : level.commands) commands.push_back(zsh_entry(command.name, command.description));
        auto const *const break_line = "\n                ";
        branches += fmt::format("        '{}')\n            options=({})\n            commands=({})\n            {}\n"
                                "            ;;\n",
                                level.path, base::join(options, break_line), base::join(commands, break_line),
                                set_value(level.argument));
    }
    return fmt::format("{}        {}) place+=\" $word\" ;;\n{}{}    esac\n{}", k_zsh_head, path_patterns(levels),
                       k_zsh_value_head, value_branches(levels), replaced(k_zsh_tail, "@LEVELS@", branches));
}

std::string fish_completion(std::vector<CompletionLevel> const &levels) {
    auto patterns = path_patterns(levels);
    for (auto at = patterns.find(" | "); at != std::string::npos; at = patterns.find(" | "))
        patterns.replace(at, 3, " ");
    auto out = replaced(k_fish_head, "@PATHS@", patterns);
    for (auto const &level : levels) {
        auto const here = fmt::format("complete -c scribe -n \"__scribe_at '{}'\"", level.path);
        for (auto const &command : level.commands) {
            out += fmt::format("{} -a {} -d {}\n", here, command.name, quoted(command.description, "\\'"));
        }
        out += fish_value(here, level.argument, false);
        for (auto const &option : level.options) {
            auto line = here;
            for (auto const &letter : option.letters) line += " -s " + letter;
            for (auto const &name : option.names) line += " -l " + name;
            line += " -d " + quoted(option.description, "\\'");
            out += option.takes_value ? fish_value(line, option.value, true) : line + "\n";
        }
    }
    return out;
}

} // namespace scribe::cli
