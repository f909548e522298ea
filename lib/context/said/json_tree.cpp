// SPDX-License-Identifier: MIT
#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "context/readers.hpp"
#include "context/said/tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace scribe::context {

namespace {

namespace ondemand = simdjson::ondemand;
using yaml::Value;

constexpr std::size_t k_most_levels = 32;
constexpr std::size_t k_most_values = 1'000'000;

class JsonBuilder {
public:
    JsonBuilder(std::string_view text, std::string const &file, std::deque<Value> &values)
        : m_text(text), m_file(file), m_lines(text), m_values(values) {}

    /// Reads the document that begins at `from`; gives it back.
    Value const *read(std::string_view text) {
        simdjson::padded_string const padded{text};
        m_begin = padded.data();
        m_offset = static_cast<std::size_t>(text.data() - m_text.data());
        m_last = m_begin;
        ondemand::parser parser;
        ondemand::document document;
        bool begun = false; // without that a document has no place
        try {
            document = parser.iterate(padded);
            begun = true;
            Value const *root = nullptr;
            // A document that is a scalar is no value to simdjson.
            if (document.type() == ondemand::json_type::object || document.type() == ondemand::json_type::array)
                root = &build(document.get_value(), 0);
            else fail_at(place(m_begin), "expected an object or a list");
            if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
                fail_at(place(m_last), "expected the end of the file");
            return root;
        } catch (simdjson::simdjson_error const &error) {
            char const *at = m_last;
            if (!begun || document.current_location().get(at) != simdjson::SUCCESS) at = m_last;
            fail_at(place(at), fmt::format("expected JSON: {}", error.what()));
        }
    }

private:
    int line(char const *at) const {
        auto const offset = at && at >= m_begin ? static_cast<std::size_t>(at - m_begin) : 0;
        return static_cast<int>(m_lines.line(std::min(m_offset + offset, m_text.size())));
    }
    std::string place(char const *at) const { return fmt::format("{}:{}", m_file, line(at)); }

    Value &add(Value::Type type) {
        if (m_values.size() >= k_most_values)
            fail_at(place(m_last), fmt::format("more than {} values", base::group_digits(k_most_values)),
                    "import the file in parts");
        auto &value = m_values.emplace_back();
        value.type = type;
        value.line = line(m_last);
        return value;
    }

    Value const &build(ondemand::value from, std::size_t level) {
        m_last = from.raw_json_token().data();
        if (level > k_most_levels) fail_at(place(m_last), fmt::format("more than {} levels", k_most_levels));
        switch (from.type()) {
        case ondemand::json_type::object: return object(from, level);
        case ondemand::json_type::array: {
            auto &list = add(Value::Type::list);
            for (auto item : from.get_array()) list.items.push_back(&build(item.value(), level + 1));
            return list;
        }
        case ondemand::json_type::null:
            if (!from.is_null()) throw simdjson::simdjson_error{simdjson::N_ATOM_ERROR};
            return add(Value::Type::null);
        case ondemand::json_type::boolean: {
            auto &value = add(Value::Type::text);
            value.text = from.get_bool().value() ? "true" : "false";
            return value;
        }
        case ondemand::json_type::number: {
            auto &value = add(Value::Type::text);
            value.text = base::trim(from.raw_json_token());
            [[maybe_unused]] double const number = from.get_double();
            return value;
        }
        default: {
            auto &value = add(Value::Type::text);
            value.text = std::string{std::string_view{from.get_string()}};
            return value;
        }
        }
    }

    Value const &object(ondemand::value from, std::size_t level) {
        auto &map = add(Value::Type::map);
        std::unordered_set<std::string_view> seen;
        for (auto field : from.get_object()) {
            m_last = field.key().raw();
            auto &key = add(Value::Type::text);
            key.text = std::string{std::string_view{field.unescaped_key()}};
            if (!seen.insert(key.text).second)
                fail_at(place(m_last), fmt::format("the key \"{}\" stands twice in one object",
                                                   base::fit_width(base::single_line(key.text), 60)));
            map.keys.push_back(&key);
            map.items.push_back(&build(field.value(), level + 1));
        }
        return map;
    }

    std::string_view m_text;
    std::string const &m_file;
    LineIndex m_lines;
    std::deque<Value> &m_values;
    char const *m_begin = nullptr;
    char const *m_last = nullptr; ///< where the value begins that was read last
    std::size_t m_offset = 0;     ///< of what is read, in the text
};

/// True when the first line is an object and something follows it: JSON Lines.
bool is_lines(std::string_view text, std::string const &file) {
    if (base::to_lower_ascii(file).ends_with(".jsonl")) return true;
    auto const end = text.find('\n');
    if (end == std::string_view::npos) return false;
    auto const first = base::trim(text.substr(0, end)), rest = base::trim(text.substr(end));
    return first.starts_with('{') && first.ends_with('}') && rest.starts_with('{');
}

} // namespace

Tree Tree::of_json(std::string_view text, std::string const &file) {
    Tree tree;
    tree.m_file = file;
    JsonBuilder builder{text, file, tree.m_values};
    if (!is_lines(text, file)) {
        builder.read(text);
        return tree;
    }
    auto &list = tree.m_values.emplace_back();
    list.type = Value::Type::list;
    while (!text.empty()) {
        auto const line = text.substr(0, text.find('\n'));
        if (!base::trim(line).empty()) list.items.push_back(builder.read(line));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return tree;
}

} // namespace scribe::context
