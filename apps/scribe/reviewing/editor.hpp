// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"

#include <optional>
#include <string>
#include <string_view>

// What people do at a terminal; standard input and output must be one.
namespace scribe::cli {

/// Opens the text in the editor of the environment (VISUAL, EDITOR, else vi) and waits for it. What stands below a line
/// that says so tells about the text and is dropped again. Nothing when the editor fails or leaves no text. Throws
/// base::Error(output) when there is no place for the file or no such editor.
std::optional<std::string> edit_text(std::string_view text, std::string_view about, Context const &context);

/// The terminal that gives keys one by one, without showing them, while it lives; as it was before, then.
class Keys {
public:
    Keys();
    Keys(Keys const &) = delete;
    Keys &operator=(Keys const &) = delete;
    ~Keys();

    /// The next key: a character, in lower case; 0 at the end of the input. Sequences of special keys are skipped.
    /// Throws base::Error(interrupted) after Ctrl-C.
    char next();
    /// A line that the person writes and sees; nothing at the end of the input.
    std::optional<std::string> line();
    /// Lets another program have the terminal while `run` runs.
    template <typename Run> auto lend(Run const &run) {
        Lease const lease{*this};
        return run();
    }

private:
    struct Lease {
        explicit Lease(Keys &keys) : m_keys(keys) { m_keys.give_back(); }
        Lease(Lease const &) = delete;
        Lease &operator=(Lease const &) = delete;
        ~Lease() { m_keys.take(); }
        Keys &m_keys;
    };
    void take();
    void give_back();

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace scribe::cli
