// SPDX-License-Identifier: MIT
#include "profile/count/documents.hpp"

#include "base/json_reader.hpp"
#include "profile/count/axis.hpp"

#include <algorithm>

namespace scribe::profile {

namespace {

namespace dom = simdjson::dom;

constexpr std::int64_t k_all_of = 5000, k_then_each = 8;
constexpr std::size_t k_most_paths = 200, k_most_keys = 100, k_most_items = 100;
/// Of fewer objects nothing can be said; of so many some key comes again where keys are names of members.
constexpr std::int64_t k_few_objects = 3, k_some_objects = 10;
/// Objects of one kind have no more members than this.
constexpr std::int64_t k_most_members = 100;
constexpr int k_depth = 3;

/// Objects used as maps have data for keys: numbers, ids, addresses. These are no names of members.
bool is_data(std::string_view key) {
    auto const digits = std::count_if(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
    return key.empty() || key.size() > 64 || digits * 2 >= static_cast<std::ptrdiff_t>(key.size()) ||
           key.find_first_of("@/ ") != std::string_view::npos || (key.size() >= 20 && digits >= 4);
}

/// What a document says up to where it was cut, as a document of its own: the last value that is not whole is left out,
/// and what is open is closed. Empty: nothing is left.
std::string completed(std::string_view head) {
    constexpr std::size_t k_most_open = 64;
    std::string open, open_then;
    std::size_t end = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < head.size() && open.size() <= k_most_open; ++i) {
        auto const c = head[i];
        if (in_string) {
            if (c == '\\') ++i;
            else in_string = c != '"';
            continue;
        }
        if (c == '"') in_string = true;
        bool const opens = c == '{' || c == '[', closes = c == '}' || c == ']';
        if (opens) open += c == '{' ? '}' : ']';
        if (closes && !open.empty()) open.pop_back();
        if (!opens && !closes && c != ',') continue;
        end = c == ',' ? i : i + 1;
        open_then = open;
    }
    std::string text{head.substr(0, end)};
    return text.append(open_then.rbegin(), open_then.rend());
}

} // namespace

void DocumentCounter::add(model::SampleValue const &value) {
    auto const place = m_seen++;
    // By chance: every eighth row may be another than those between.
    if (place >= k_all_of && m_random.below(k_then_each) != 0) return;
    // A parser takes many times the length of its documents: one for all columns.
    thread_local dom::parser parser;
    thread_local std::string padded;
    if (value.cut()) padded = completed(value.text);
    else padded = value.text;
    auto const size = padded.size();
    if (value.cut() && size == 0) {
        ++m_unread;
        return;
    }
    ++m_parsed;
    if (value.cut()) ++m_cut;
    padded.append(simdjson::SIMDJSON_PADDING, '\0');
    dom::element root;
    if (parser.parse(padded.data(), size, false).get(root) != simdjson::SUCCESS) {
        ++m_invalid;
        return;
    }
    std::string path = "$";
    walk(root, path, 0, false, 0);
}

DocumentCounter::Path *DocumentCounter::find(std::string const &path) {
    auto const at = m_paths.find(path);
    if (at != m_paths.end()) return &at->second;
    if (m_paths.size() == k_most_paths) {
        m_more_paths = true;
        return nullptr;
    }
    return &m_paths[path];
}

template <typename Element>
void DocumentCounter::walk(Element const &element, std::string &path, std::size_t parent, bool member, int depth) {
    auto *const entry = find(path);
    if (entry == nullptr) return;
    entry->parent = parent;
    entry->member = member;
    if (entry->last_document != m_parsed) ++entry->documents;
    entry->last_document = m_parsed;
    auto type = string;
    switch (element.type()) {
    case dom::element_type::ARRAY: type = array; break;
    case dom::element_type::OBJECT: type = object; break;
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
    case dom::element_type::DOUBLE: type = number; break;
    case dom::element_type::STRING: type = string; break;
    case dom::element_type::BOOL: type = boolean; break;
    case dom::element_type::NULL_VALUE: type = null; break;
    }
    ++entry->types[type];
    auto const size = path.size();
    std::size_t count = 0;
    if (type == object && depth < k_depth) {
        for (auto const field : dom::object(element)) {
            if (++count > k_most_keys) break;
            path += '.';
            path += is_data(field.key) ? "*" : field.key;
            walk(field.value, path, size, true, depth + 1);
            path.resize(size);
        }
    } else if (type == array && depth < k_depth) {
        path += "[]";
        // A list is no level of its own: "$.items[].price" has depth 2.
        for (auto const item : dom::array(element)) {
            if (++count > k_most_items) break;
            walk(item, path, size, false, depth + (size > 1 ? 0 : 1));
        }
        path.resize(size);
    }
}

double DocumentCounter::invalid_share() const {
    return m_parsed == 0 ? 0 : static_cast<double>(m_invalid) / static_cast<double>(m_parsed);
}

/// The paths of objects that are used as maps, since hardly any key comes again: their keys are data, too.
std::set<std::string_view> DocumentCounter::maps() const {
    struct Members {
        std::int64_t keys = 0, documents = 0;
    };
    std::map<std::string_view, Members> members;
    for (auto const &[path, entry] : m_paths) {
        if (!entry.member || path.ends_with(".*")) continue;
        auto &of_parent = members[std::string_view{path}.substr(0, entry.parent)];
        ++of_parent.keys;
        of_parent.documents += entry.documents;
    }
    std::set<std::string_view> found;
    for (auto const &[path, those] : members) {
        auto const objects = m_paths.find(path)->second.types[object];
        bool const all_new = objects >= k_few_objects && those.keys >= k_few_objects && those.documents == those.keys;
        bool const most_new = objects >= k_some_objects && those.documents < 2 * those.keys;
        bool const many = those.keys > k_most_members && those.documents * 10 < those.keys * objects;
        if (all_new || most_new || many) found.insert(path);
    }
    return found;
}

/// The paths, those of all keys of a map as one.
DocumentCounter::Paths DocumentCounter::folded() const {
    auto const with_data = maps();
    Paths out;
    std::map<std::string_view, std::string> names;
    // What a path continues stands before it.
    for (auto const &[path, entry] : m_paths) {
        auto const parent = std::string_view{path}.substr(0, entry.parent);
        auto &name = names[path];
        name = names[parent] + (entry.member && with_data.contains(parent) ? ".*" : path.substr(entry.parent));
        auto &sum = out[name];
        for (std::size_t i = 0; i < entry.types.size(); ++i) sum.types[i] += entry.types[i];
        sum.documents = std::min(sum.documents + entry.documents, m_parsed - m_invalid);
    }
    return out;
}

void DocumentCounter::finish(model::JsonFacts &facts) const {
    static constexpr char const *k_names[] = {"string", "number", "boolean", "null", "object", "array"};
    facts.documents = m_parsed;
    facts.cut = m_cut;
    facts.unread = m_unread;
    facts.invalid_share = rounded(invalid_share());
    facts.more_paths = m_more_paths;
    for (auto const &[path, entry] : folded()) {
        model::JsonPath out;
        out.path = path;
        out.presence = rounded(static_cast<double>(entry.documents) / static_cast<double>(m_parsed - m_invalid));
        std::int64_t values = 0;
        for (auto const count : entry.types) values += count;
        for (std::size_t i = 0; i < entry.types.size(); ++i)
            if (entry.types[i] > 0)
                out.types.push_back({k_names[i], entry.types[i],
                                     rounded(static_cast<double>(entry.types[i]) / static_cast<double>(values))});
        std::stable_sort(out.types.begin(), out.types.end(),
                         [](auto const &a, auto const &b) { return a.count > b.count; });
        facts.paths.push_back(std::move(out));
    }
}

} // namespace scribe::profile
