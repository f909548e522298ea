// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace scribe::base {

/// Cuts a JSON file, which must be one object, into its members and the elements of those that are arrays: one piece is
/// in memory at a time, however long the file is. Within a piece only strings and brackets are looked at; whoever
/// parses it finds what else is wrong.
class JsonStream {
public:
    /// One value, as it stands in the file.
    struct Piece {
        std::string_view text;   ///< valid until the next call; k_padding readable bytes follow it
        std::int64_t offset = 0; ///< of its first byte in the file
    };
    static constexpr std::size_t k_padding = 64;

    /// Throws Error(source_connect) when the file cannot be read, Error(config) when it is no JSON object.
    explicit JsonStream(std::filesystem::path path);
    JsonStream(JsonStream const &) = delete;
    JsonStream &operator=(JsonStream const &) = delete;
    ~JsonStream();

    /// Goes to the next member, past what was not read of the one before; false after the last.
    bool next_member();
    /// The member's name, between its quotes as it stands.
    std::string const &key() const { return m_key; }
    std::int64_t key_offset() const { return m_key_offset; }
    /// True when the member's value is an array whose elements next_element() gives.
    bool is_array();
    /// The member's whole value; once a member.
    Piece value();
    /// The next element of the member's array; false after the last.
    bool next_element(Piece &piece);

    /// Throws Error(config): "FILE:LINE:COLUMN: expected WHAT" and, where `found` says it, what is there instead.
    /// Lines and columns count from 1, columns in characters.
    [[noreturn]] void fail(std::int64_t offset, std::string_view expected, std::string_view found = {},
                           std::string hint = {}) const;
    std::filesystem::path const &path() const { return m_path; }

private:
    enum class State { start, before_key, before_value, in_array, done };

    bool fill(std::size_t ahead);
    /// The byte `ahead` of the current one, or 0 at the end of the file.
    char peek(std::size_t ahead = 0) {
        if (m_at + ahead >= m_end && !fill(ahead)) return '\0';
        return m_buffer[m_at + ahead];
    }
    void skip_space();
    std::int64_t offset() const { return m_base + static_cast<std::int64_t>(m_at); }
    [[noreturn]] void fail_here(std::string_view expected);
    std::size_t string_length(std::size_t from);
    Piece take_value();
    void finish_member();

    std::filesystem::path m_path;
    int m_fd = -1;
    std::unique_ptr<char[]> m_buffer;
    std::size_t m_capacity = 0; ///< without the padding
    std::size_t m_at = 0;       ///< next byte
    std::size_t m_end = 0;      ///< end of what was read
    std::int64_t m_base = 0;    ///< offset of the buffer's first byte in the file
    State m_state = State::start;
    bool m_first = true; ///< no comma is due
    std::string m_key;
    std::int64_t m_key_offset = 0;
};

} // namespace scribe::base
