// SPDX-License-Identifier: MIT
#include "model/json/unread.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "model/json/field_json.hpp"

#include <concepts>
#include <type_traits>

namespace scribe::model {

namespace {

struct Mark {
    std::vector<std::string> unread;
};

template <typename V, typename T>
requires std::same_as<std::remove_const_t<T>, Mark>
void fields(V &&visit, T &o) { visit("unread", o.unread); }

/// Where the array of the mark ends: behind its bracket.
std::size_t mark_end(std::string_view body) {
    bool quoted = false;
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (body[i] == '"') quoted = !quoted;
        else if (body[i] == '\\') ++i;
        else if (body[i] == ']' && !quoted) return i + 1;
    }
    return body.size();
}

} // namespace

std::string mark_unread(std::string_view body, std::vector<std::string> const &tables) {
    base::JsonWriter json;
    json.begin_object();
    json.member("unread", tables);
    json.end_object();
    auto marked = json.take();
    marked.pop_back();
    auto const rest = is_partial(body) ? behind_mark(body) : body.substr(1);
    if (rest != "}") marked += ',';
    return marked.append(rest);
}

std::string_view behind_mark(std::string_view partial_body) {
    auto const rest = partial_body.substr(mark_end(partial_body));
    return rest.starts_with(',') ? rest.substr(1) : rest;
}

std::vector<std::string> unread_tables(std::string_view body) {
    Mark mark;
    if (is_partial(body)) read_text(std::string{body.substr(0, mark_end(body))} + "}", mark);
    return std::move(mark.unread);
}

std::string unread_reason(std::vector<std::string> const &tables) {
    if (tables.empty()) return "a table was locked at the last scan (scan again)";
    bool const one = tables.size() == 1;
    return (one ? "table " : "tables ") + base::join(tables, ", ") + (one ? " was" : " were") +
           " locked at the last scan (scan again)";
}

} // namespace scribe::model
