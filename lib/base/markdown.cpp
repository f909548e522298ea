// SPDX-License-Identifier: MIT
#include "base/markdown.hpp"

#include "base/parse/code_line.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace scribe::base::markdown {

namespace {

/// More than this in one cell or block makes pages that GitHub does not render (its limit is about 512 kB a page).
constexpr std::size_t k_cell_limit = 8'000;
constexpr std::size_t k_block_limit = 128'000;

constexpr bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Cuts at a character's border.
std::string_view cut(std::string_view raw, std::size_t limit) {
    if (raw.size() <= limit) return raw;
    while (limit > 0 && (static_cast<unsigned char>(raw[limit]) & 0xc0) == 0x80) --limit;
    return raw.substr(0, limit);
}

/// Most text is printable ASCII: then line breaks and odd characters need no look.
bool is_printable_ascii(std::string_view raw) {
    return std::all_of(raw.begin(), raw.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

/// Letters, digits and what means nothing in Markdown, wherever it stands. Most names and types are no more than that
/// (a dot could belong to a web address).
bool is_plain(std::string_view raw) {
    static constexpr auto k_plain = [] {
        std::array<bool, 256> plain{};
        for (unsigned c = 0; c < plain.size(); ++c) plain[c] = is_alnum(static_cast<char>(c));
        for (char const c : std::string_view{" ,;()'\"=+-/%!?"}) plain[static_cast<unsigned char>(c)] = true;
        return plain;
    }();
    return std::all_of(raw.begin(), raw.end(), [](char c) { return k_plain[static_cast<unsigned char>(c)]; });
}

/// Every kind of line break as '\n'.
std::string plain_breaks(std::string_view raw) {
    if (is_printable_ascii(raw)) return std::string{raw};
    std::string out;
    out.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        auto const rest = raw.substr(i);
        if (rest.starts_with("\r\n")) continue;
        if (raw[i] == '\r' || raw[i] == '\v' || raw[i] == '\f') out.push_back('\n');
        else if (rest.starts_with("\xe2\x80\xa8") || rest.starts_with("\xe2\x80\xa9")) { // U+2028, U+2029
            out.push_back('\n');
            i += 2;
        } else if (rest.starts_with("\xc2\x85")) { // U+0085
            out.push_back('\n');
            ++i;
        } else out.push_back(raw[i]);
    }
    return out;
}

/// True when `rest` starts with what GitHub turns into a picture or a link after the Markdown is rendered, so that no
/// escape of Markdown would help: ":smile:", "@someone".
bool is_shortcut(std::string_view rest, bool word_start) {
    if (rest.size() < 2) return false;
    if (rest[0] == '@') return word_start && is_alnum(rest[1]);
    if (rest[0] != ':') return false;
    auto const end = std::find_if_not(rest.begin() + 1, rest.end(),
                                      [](char c) { return is_alnum(c) || c == '_' || c == '-' || c == '+'; });
    return end != rest.begin() + 1 && end != rest.end() && *end == ':';
}

bool has_emoji_code(std::string_view address) {
    for (std::size_t i = 0; i < address.size(); ++i) {
        if (address[i] == ':' && is_shortcut(address.substr(i), false)) return true;
    }
    return false;
}

/// Length of the web address that `rest` starts with, or 0; only addresses that need no escaping.
std::size_t address_length(std::string_view rest) {
    std::size_t const scheme = rest.starts_with("https://") ? 8 : rest.starts_with("http://") ? 7 : 0;
    if (scheme == 0) return 0;
    auto const ordinary = [](char c) {
        return is_alnum(c) || std::string_view{"-._~/?#%=&+,:@"}.find(c) != std::string_view::npos;
    };
    auto end = scheme;
    while (end < rest.size() && ordinary(rest[end])) ++end;
    while (end > scheme && std::string_view{".,:?&"}.find(rest[end - 1]) != std::string_view::npos) --end;
    return end > scheme && end < 2'000 && !has_emoji_code(rest.substr(0, end)) ? end : 0;
}

void append_char(std::string &out, char c) {
    switch (c) {
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '&': out += "&amp;"; break;
    case '$': out += "<span>$</span>"; break; // GitHub reads $...$ as mathematics; this is its way around
    case '\\':
    case '`':
    case '*':
    case '_':
    case '[':
    case ']':
    case '~':
    case '|':
    case '#':
        out.push_back('\\');
        out.push_back(c);
        break;
    default: out.push_back(c);
    }
}

/// Escapes text without line breaks.
void append_line(std::string &out, std::string_view raw) {
    if (is_plain(raw)) {
        out += raw;
        return;
    }
    auto const line = is_printable_ascii(raw) ? std::string{raw} : single_line(raw);
    auto const all = std::string_view{line};
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const rest = all.substr(i);
        bool const word_start = i == 0 || !is_alnum(all[i - 1]);
        if (auto const length = word_start ? address_length(rest) : 0; length > 0) {
            out += '<';
            out += rest.substr(0, length);
            out += '>';
            i += length - 1;
        } else if (rest.starts_with("://")) {
            out += "&#58;"; // no automatic link over escaped characters
        } else if (word_start && (rest.starts_with("www.") || rest.starts_with("WWW."))) {
            out += rest.substr(0, 3);
            out += "&#46;";
            i += 3;
        } else if (is_shortcut(rest, word_start)) {
            out += "<span>";
            out += all[i];
            out += "</span>";
        } else {
            append_char(out, all[i]);
        }
    }
}

/// A line that starts a block of its own must not start it in a paragraph.
void append_paragraph_line(std::string &out, std::string_view line) {
    auto const digits = std::min(line.find_first_not_of("0123456789"), line.size());
    if (!line.empty() && std::string_view{"-+=:"}.find(line[0]) != std::string_view::npos &&
        !is_shortcut(line, true)) // ":--" is the rule of a table
        out.push_back('\\');
    if (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')')) {
        out += line.substr(0, digits);
        out.push_back('\\');
        line.remove_prefix(digits);
        out.push_back(line[0]);
        line.remove_prefix(1);
    }
    append_line(out, line);
}

/// `is_sql`: what stands in quotes keeps its value.
std::string code_span(std::string_view raw, bool in_table, bool is_sql) {
    bool const ordinary = !raw.empty() && raw.front() != ' ' && std::all_of(raw.begin(), raw.end(), [](char c) {
        return c >= 0x20 && c < 0x7f && c != '`' && c != '|';
    });
    if (ordinary) {
        std::string out;
        out.reserve(raw.size() + 2);
        out += '`';
        out += raw;
        out += '`';
        return out;
    }
    auto const one_line = [&] { return single_line(plain_breaks(is_sql ? code_line(raw) : std::string{raw})); };
    auto const line = is_printable_ascii(raw) ? std::string{raw} : one_line();
    if (line.empty()) return {};
    std::size_t longest = 0;
    std::size_t run = 0;
    std::string body;
    body.reserve(line.size() + 6);
    for (char const c : line) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
        if (in_table && c == '|') body.push_back('\\');
        body.push_back(c);
    }
    // One space on each side is taken off again by the renderer.
    bool const pad = line.front() == '`' || line.back() == '`' || (line.front() == ' ' && line.back() == ' ');
    auto const mark = std::string(longest + 1, '`') + (pad ? " " : "");
    body.insert(0, mark);
    body.append(mark.rbegin(), mark.rend());
    return body;
}

} // namespace

std::string text(std::string_view raw) {
    if (is_plain(raw)) return std::string{trim(raw)};
    std::string out;
    out.reserve(raw.size() + raw.size() / 8);
    append_line(out, trim(plain_breaks(raw)));
    return out;
}

std::string cell(std::string_view raw) {
    if (raw.size() <= k_cell_limit && is_plain(raw)) return std::string{trim(raw)};
    auto const kept = cut(raw, k_cell_limit);
    std::string out;
    out.reserve(kept.size() + kept.size() / 8);
    auto const plain = plain_breaks(kept);
    bool first = true;
    for (auto const &line : split(trim(plain), '\n')) {
        if (!first) out += "<br>";
        first = false;
        append_line(out, trim(line));
    }
    if (kept.size() < raw.size()) out += fmt::format(" … *({} bytes more)*", raw.size() - kept.size());
    return out;
}

std::string paragraphs(std::string_view raw) {
    auto const kept = cut(raw, k_block_limit);
    std::string out;
    out.reserve(kept.size() + kept.size() / 8);
    auto const plain = plain_breaks(kept);
    bool blank = true; // before the first line, and after a blank one
    for (auto const &whole : split(plain, '\n')) {
        // Characters that vanish must do so before the start of the line is judged.
        auto const visible = is_printable_ascii(whole) ? whole : single_line(whole);
        auto const line = trim(visible);
        if (line.empty()) {
            if (!blank) out += "\n\n";
            blank = true;
            continue;
        }
        if (!blank) out += "\\\n";
        append_paragraph_line(out, line);
        blank = false;
    }
    while (out.ends_with('\n')) out.pop_back();
    if (!out.empty()) out.push_back('\n');
    if (kept.size() < raw.size()) out += fmt::format("\n*({} bytes more)*\n", raw.size() - kept.size());
    return out;
}

std::string code(std::string_view raw) { return code_span(raw, false, false); }

std::string cell_code(std::string_view raw) {
    auto const kept = cut(raw, k_cell_limit);
    auto out = code_span(kept, true, true);
    if (kept.size() < raw.size()) out += fmt::format(" … *({} bytes more)*", raw.size() - kept.size());
    return out;
}

std::string fence(std::string_view raw, std::string_view language) {
    auto const kept = cut(raw, k_block_limit);
    auto const plain = plain_breaks(kept);
    std::string body;
    body.reserve(plain.size() + 1);
    std::size_t longest = 2;
    for (auto const &line : split(plain, '\n')) {
        std::size_t run = 0;
        for (char const c : line) {
            run = c == '`' ? run + 1 : 0;
            longest = std::max(longest, run);
        }
        bool first = true;
        for (auto const &piece : split(line, '\t')) { // tabs stay, other control characters become visible
            if (!first) body.push_back('\t');
            first = false;
            body += single_line(piece);
        }
        body.push_back('\n');
    }
    while (body.ends_with("\n\n")) body.pop_back();
    std::string const ticks(longest + 1, '`');
    auto out = fmt::format("{}{}\n{}{}\n", ticks, language, body, ticks);
    if (kept.size() < raw.size()) out += fmt::format("\n*({} bytes more)*\n", raw.size() - kept.size());
    return out;
}

std::string link_target(std::string_view path) {
    std::string out;
    out.reserve(path.size());
    for (char const c : path) {
        if (is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~' || c == '/') out.push_back(c);
        else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string mermaid_label(std::string_view raw) {
    constexpr std::size_t k_width = 80;
    auto const is_plain_char = [](char c) {
        return is_alnum(c) || c == '_' || c == '.' || c == ' ' || c == ',' || c == '-' || c == '(' || c == ')';
    };
    if (!raw.empty() && raw.size() <= k_width && std::all_of(raw.begin(), raw.end(), is_plain_char))
        return std::string{raw};
    std::string out;
    for (char const c : fit_width(single_line(plain_breaks(raw)), k_width)) {
        if (is_plain_char(c) || static_cast<unsigned char>(c) >= 0x80) {
            out.push_back(c);
            continue;
        }
        auto const twin = static_cast<unsigned>(c) + 0xfee0U; // U+FF01..U+FF5E mirror U+0021..U+007E
        out.push_back(static_cast<char>(0xe0 | (twin >> 12)));
        out.push_back(static_cast<char>(0x80 | ((twin >> 6) & 0x3f)));
        out.push_back(static_cast<char>(0x80 | (twin & 0x3f)));
    }
    return out.empty() ? "_" : out;
}

std::string mermaid_word(std::string_view raw) {
    std::string out;
    if (raw.empty() || (raw[0] >= '0' && raw[0] <= '9')) out.push_back('_');
    for (char const c : raw) {
        if ((static_cast<unsigned char>(c) & 0xc0) == 0x80) continue; // one '_' a character
        out.push_back(is_alnum(c) ? c : '_');
    }
    if (out == "PK" || out == "FK" || out == "UK") out.push_back('_'); // marks of keys, never names
    return out;
}

std::string mermaid_type(std::string_view raw) {
    std::string plain;
    int depth = 0;
    for (char const c : raw) {
        if (c == '(') ++depth;
        else if (c == ')') depth = std::max(0, depth - 1);
        else if (depth == 0) plain.push_back(c);
    }
    std::string_view word = trim(plain);
    std::string dimensions;
    while (word.ends_with("[]")) {
        word.remove_suffix(2);
        dimensions += "[]";
    }
    return (word.empty() ? "unknown" : mermaid_word(word)) + dimensions;
}

} // namespace scribe::base::markdown
