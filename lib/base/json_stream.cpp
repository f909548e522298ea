// SPDX-License-Identifier: MIT
#include "base/json_stream.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace scribe::base {

namespace {

constexpr std::size_t k_block = 256 * 1024;
/// More of a wrong value is not repeated.
constexpr std::size_t k_shown = 40;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

[[noreturn]] void fail_open(std::filesystem::path const &path, std::string_view why) {
    throw Error(ExitCode::source_connect, fmt::format("cannot read {}: {}", path.string(), why),
                "check the path and its permissions");
}

} // namespace

JsonStream::JsonStream(std::filesystem::path path) : m_path(std::move(path)) {
    m_fd = ::open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (m_fd < 0) fail_open(m_path, std::strerror(errno));
    struct stat info {};
    // It is read more than once, and again to tell the line of an error.
    if (::fstat(m_fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(m_fd);
        fail_open(m_path, "it is no regular file");
    }
    m_capacity = k_block;
    m_buffer = std::make_unique<char[]>(m_capacity + k_padding);
}

JsonStream::~JsonStream() { ::close(m_fd); }

/// Reads until the byte `ahead` is there; false at the end of the file. What was taken already makes room.
bool JsonStream::fill(std::size_t ahead) {
    check_interrupt();
    if (m_at > 0) {
        std::memmove(m_buffer.get(), m_buffer.get() + m_at, m_end - m_at);
        m_base += static_cast<std::int64_t>(m_at);
        m_end -= m_at;
        m_at = 0;
    }
    while (ahead >= m_end) {
        if (m_end == m_capacity) {
            auto larger = std::make_unique<char[]>(2 * m_capacity + k_padding);
            std::memcpy(larger.get(), m_buffer.get(), m_end);
            m_buffer = std::move(larger);
            m_capacity *= 2;
        }
        auto const n = ::read(m_fd, m_buffer.get() + m_end, m_capacity - m_end);
        if (n < 0 && errno == EINTR) {
            check_interrupt();
            continue;
        }
        if (n < 0) fail_open(m_path, std::strerror(errno));
        if (n == 0) return false;
        m_end += static_cast<std::size_t>(n);
    }
    return true;
}

void JsonStream::skip_space() {
    while (is_space(peek())) ++m_at;
}

void JsonStream::fail(std::int64_t offset, std::string_view expected, std::string_view found, std::string hint) const {
    std::int64_t line = 1, column = 1, at = 0;
    std::ifstream file{m_path, std::ios::binary};
    for (char c = 0; at < offset && file.get(c); ++at) {
        if (c == '\n') {
            ++line;
            column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) ++column;
    }
    auto instead = std::string{trim(found)};
    if (instead.size() > k_shown) instead = fit_width(sanitize_utf8(instead), k_shown);
    throw Error(ExitCode::config,
                fmt::format("{}:{}:{}: expected {}{}{}", m_path.string(), line, column, expected,
                            instead.empty() ? "" : ", found ", single_line(instead)),
                std::move(hint));
}

void JsonStream::fail_here(std::string_view expected) {
    auto const c = peek();
    std::string found;
    for (std::size_t i = 0; i <= k_shown && peek(i) != '\0' && peek(i) != '\n'; ++i) found.push_back(peek(i));
    fail(offset(), expected, c == '\0' && m_at == m_end ? "the end of the file" : found);
}

/// The length of the string that begins `from` bytes ahead, quotes included.
std::size_t JsonStream::string_length(std::size_t from) {
    for (auto i = from + 1;; ++i) {
        auto const c = peek(i);
        if (c == '\\') ++i;
        else if (c == '"') return i + 1 - from;
        else if (c == '\0' && m_at + i >= m_end) {
            m_at += from;
            fail(offset(), "the string that begins here to end", "the end of the file");
        }
    }
}

/// Takes one value of any sort.
JsonStream::Piece JsonStream::take_value() {
    auto const first = peek();
    std::size_t length = 0;
    if (first == '"') length = string_length(0);
    else if (first == '{' || first == '[') {
        std::int64_t depth = 0;
        do {
            auto const c = peek(length);
            if (c == '"') {
                length += string_length(length);
                continue;
            }
            if (c == '{' || c == '[') ++depth;
            else if (c == '}' || c == ']') --depth;
            else if (c == '\0' && m_at + length >= m_end) {
                fail(offset(),
                     first == '{' ? "the object that begins here to end" : "the array that begins here to end",
                     "the end of the file");
            }
            ++length;
        } while (depth > 0);
    } else {
        for (char c = first; c != '\0' && c != ',' && c != '}' && c != ']' && !is_space(c); c = peek(++length)) {}
        if (length == 0) fail_here("a value");
    }
    Piece const piece{{m_buffer.get() + m_at, length}, offset()};
    m_at += length;
    return piece;
}

/// Reads on to the end of the current member.
void JsonStream::finish_member() {
    Piece rest;
    if (m_state == State::before_value && is_array()) next_element(rest);
    while (m_state == State::in_array) next_element(rest);
    if (m_state == State::before_value) value();
}

bool JsonStream::next_member() {
    if (m_state == State::start) {
        if (peek() == '\xef' && peek(1) == '\xbb' && peek(2) == '\xbf') m_at += 3;
        skip_space();
        if (peek() != '{') fail_here("a JSON object, {...}");
        ++m_at;
        m_state = State::before_key;
    } else {
        finish_member();
    }
    if (m_state == State::done) return false;
    skip_space();
    if (peek() == '}') {
        ++m_at;
        skip_space();
        if (peek() != '\0' || m_at < m_end) fail_here("the end of the file");
        m_state = State::done;
        return false;
    }
    if (!m_first) {
        if (peek() != ',') fail_here("a comma or }");
        ++m_at;
        skip_space();
    }
    m_first = false;
    if (peek() != '"') fail_here("the name of a member in double quotes");
    m_key_offset = offset();
    auto const key = take_value().text;
    m_key = key.substr(1, key.size() - 2);
    skip_space();
    if (peek() != ':') fail_here("a colon");
    ++m_at;
    skip_space();
    m_state = State::before_value;
    return true;
}

bool JsonStream::is_array() { return m_state == State::before_value && peek() == '['; }

JsonStream::Piece JsonStream::value() {
    m_state = State::before_key;
    return take_value();
}

bool JsonStream::next_element(Piece &piece) {
    bool const first = m_state == State::before_value;
    if (first) {
        if (peek() != '[') fail_here("an array");
        ++m_at;
        m_state = State::in_array;
    }
    if (m_state != State::in_array) return false;
    skip_space();
    if (peek() == ']') {
        ++m_at;
        m_state = State::before_key;
        return false;
    }
    if (!first) {
        if (peek() != ',') fail_here("a comma or ]");
        ++m_at;
        skip_space();
    }
    piece = take_value();
    return true;
}

} // namespace scribe::base
