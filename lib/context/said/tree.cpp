// SPDX-License-Identifier: MIT
#include "context/said/tree.hpp"

#include "base/text.hpp"
#include "context/readers.hpp"
#include "context/tables/statements.hpp"

#include <fmt/format.h>

namespace scribe::context {

namespace {

constexpr yaml::Limits k_limits{std::size_t{8} * 1024 * 1024, 1'000'000, "import it in parts, or as JSON or CSV"};
constexpr std::size_t k_most_looks = 5'000'000;

} // namespace

using yaml::Value;

Tree Tree::of_yaml(std::string_view text, std::string const &file) {
    Tree tree;
    tree.m_file = file;
    tree.m_yaml.emplace(text, file, k_limits);
    return tree;
}

std::string Tree::place(Value const &value) const {
    return m_yaml ? fmt::format("{}:{}:{}", m_file, value.line, value.column)
                  : fmt::format("{}:{}", m_file, value.line);
}

Value const *Tree::member(Value const &map, std::string_view name) {
    for (std::size_t i = 0; i < map.keys.size(); ++i) {
        if (map.keys[i]->text == name) return map.items[i]->type == Value::Type::null ? nullptr : map.items[i];
    }
    return nullptr;
}

std::vector<Value const *> Tree::items(Value const *list) const {
    if (!list || list->type == Value::Type::null) return {};
    if (list->type != Value::Type::list) fail_at(place(*list), "expected a list");
    spend(*list);
    return list->items;
}

std::string Tree::text(Value const &value) const {
    spend(value);
    if (value.type == Value::Type::null) return {};
    if (value.type == Value::Type::text) return plain_text(value.text);
    std::vector<std::string> lines;
    for (auto const *const item : value.items) {
        if (value.type == Value::Type::map || item->type == Value::Type::map || item->type == Value::Type::list)
            fail_at(place(value), "expected a text, or a list of texts");
        if (auto line = plain_text(item->text); !line.empty()) lines.push_back(std::move(line));
        spend(*item);
    }
    return base::join(lines, "\n");
}

void Tree::need_map(Value const &value, std::string_view what) const {
    if (value.type != Value::Type::map) fail_at(place(value), fmt::format("expected {}", what));
}

void Tree::spend(Value const &value) const {
    if (++m_looked_at > k_most_looks)
        fail_at(place(value), "the file names the same values more often than anybody could read",
                "write fewer aliases");
}

} // namespace scribe::context
