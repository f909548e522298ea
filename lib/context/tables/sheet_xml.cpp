// SPDX-License-Identifier: MIT
#include "context/tables/sheet_xml.hpp"

#include "base/text.hpp"
#include "context/readers.hpp"
#include "context/tables/encoding.hpp"
#include "context/tables/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace scribe::context {

namespace {

constexpr std::size_t k_most_rows = 1'048'576;
constexpr std::size_t k_most_columns = 16'384;
/// Elements and attributes, each of which takes more memory than its text.
constexpr std::ptrdiff_t k_most_marks = 6'000'000;

/// Spreadsheets write characters that XML has not as _xHHHH_.
std::string decode(std::string text) {
    if (text.find("_x") == std::string::npos) return text;
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        unsigned code = 0;
        bool escape = text.compare(at, 2, "_x") == 0 && at + 6 < text.size() && text[at + 6] == '_';
        if (escape) {
            auto const *const end = text.data() + at + 6;
            auto const [last, error] = std::from_chars(text.data() + at + 2, end, code, 16);
            escape = error == std::errc{} && last == end && code != 0 && (code < 0xD800 || code > 0xDFFF);
        }
        if (escape) append_utf8(plain, code);
        else plain.push_back(text[at]);
        at += escape ? 7 : 1;
    }
    return plain;
}

} // namespace

void load_xml(pugi::xml_document &document, std::string_view text, std::string const &place) {
    if (std::ranges::count(text, '<') + std::ranges::count(text, '=') > k_most_marks)
        fail_at(place, fmt::format("more than {} elements", base::group_digits(k_most_marks)),
                "import the workbook in parts, or as CSV");
    auto const result = document.load_buffer(text.data(), text.size(),
                                             pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
    if (!result)
        fail_at(place, fmt::format("this is no well-formed XML: {}", result.description()),
                "save the workbook again; the copy may be damaged");
}

std::string_view local_name(char const *name) {
    std::string_view const whole{name};
    return whole.substr(whole.find(':') + 1);
}

pugi::xml_node local_child(pugi::xml_node parent, std::string_view name) {
    return parent.find_child([&](pugi::xml_node node) { return local_name(node.name()) == name; });
}

pugi::xml_attribute local_attribute(pugi::xml_node node, std::string_view name) {
    return node.find_attribute([&](pugi::xml_attribute attribute) { return local_name(attribute.name()) == name; });
}

std::string plain_xml_text(pugi::xml_node node) {
    std::string text;
    for (auto const &part : node.children())
        if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
    return decode(std::move(text));
}

std::string rich_text(pugi::xml_node node) {
    std::string text;
    for (auto const &part : node.children()) {
        auto const name = local_name(part.name());
        if (name == "t") text += plain_xml_text(part);
        else if (name == "r") text += plain_xml_text(local_child(part, "t"));
    }
    return text;
}

std::optional<CellPlace> cell_place(std::string_view text) {
    std::size_t column = 0, letters = 0, row = 0;
    while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z' && letters < 4)
        column = column * 26 + static_cast<std::size_t>(text[letters++] - 'A') + 1;
    auto const *const end = text.data() + text.size();
    auto const [last, error] = std::from_chars(text.data() + letters, end, row);
    bool const valid = letters > 0 && error == std::errc{} && last == end && row >= 1 && row <= k_most_rows;
    if (!valid || column > k_most_columns) return std::nullopt;
    return CellPlace{row - 1, column - 1};
}

std::string column_letters(std::size_t column) {
    std::string letters;
    for (auto left = column + 1; left > 0; left = (left - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    return letters;
}

} // namespace scribe::context
