// SPDX-License-Identifier: MIT
#include "yaml/document.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

namespace scribe::yaml {

namespace {

constexpr std::size_t k_most_levels = 32;
constexpr std::string_view k_string_tag = "tag:yaml.org,2002:str";

/// Where the library stands, as people count.
class Places {
public:
    Places(std::string_view text, std::string const &file) : m_text(text), m_file(file) {
        for (std::size_t at = 0; at != std::string_view::npos && at < text.size();) {
            m_lines.push_back(at);
            at = text.find('\n', at);
            if (at != std::string_view::npos) ++at;
        }
    }

    /// Of a line and a column in bytes, both from 0: the column in characters, from 1.
    int column(int line, int bytes) const {
        if (line < 0 || bytes < 0 || static_cast<std::size_t>(line) >= m_lines.size()) return 1;
        // From where it counted last: a file may be one long line.
        if (line != m_last.line || bytes < m_last.bytes) m_last = {line, 0, 1};
        auto const from = m_lines[static_cast<std::size_t>(line)] + static_cast<std::size_t>(m_last.bytes);
        auto const between =
            m_text.substr(std::min(from, m_text.size()), static_cast<std::size_t>(bytes - m_last.bytes));
        m_last.bytes = bytes;
        for (char const c : between) m_last.column += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
        return m_last.column;
    }

    [[noreturn]] void fail(int line, int column, std::string_view what, std::string hint = {}) const {
        throw base::Error(base::ExitCode::config, fmt::format("{}:{}:{}: {}", m_file, line, column, what),
                          std::move(hint));
    }

    /// The text that begins at a line and a column in bytes, both from 0.
    std::string_view text_at(int line, int bytes) const {
        if (line < 0 || static_cast<std::size_t>(line) >= m_lines.size()) return {};
        return m_text.substr(
            std::min(m_text.size(), m_lines[static_cast<std::size_t>(line)] + static_cast<std::size_t>(bytes)));
    }

    [[noreturn]] void fail_at(std::size_t offset, std::string_view what, std::string hint = {}) const {
        auto const after = std::ranges::upper_bound(m_lines, offset);
        auto const line = static_cast<int>(after - m_lines.begin()) - 1;
        auto const start = m_lines.empty() ? 0 : m_lines[static_cast<std::size_t>(line)];
        fail(line + 1, column(line, static_cast<int>(offset - start)), what, std::move(hint));
    }

private:
    std::string_view m_text;
    std::string const &m_file;
    std::vector<std::size_t> m_lines; ///< where each begins
    struct Last {
        int line = 0, bytes = 0, column = 1;
    };
    mutable Last m_last; ///< what column() told last
};

/// Refuses what is no text: the library would stop or guess there.
void check_characters(std::string_view text, Places const &places) {
    auto const size = base::is_valid_utf8(text) ? 0 : text.size();
    for (std::size_t at = 0, length = 0; at < size; at += length) {
        length = 1;
        while (length <= 4 && !base::is_valid_utf8(text.substr(at, length))) ++length;
        if (length > 4) places.fail_at(at, "this is no valid UTF-8", "write the file as UTF-8 text");
    }
    auto const is_control = [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == '\x7f';
    };
    auto const *const control = std::ranges::find_if(text, is_control);
    if (control != text.end()) {
        places.fail_at(static_cast<std::size_t>(control - text.begin()),
                       fmt::format("a control character (0x{:02x})", static_cast<unsigned>(*control)),
                       "write the file as UTF-8 text");
    }
}

/// Text in quotes that never end: the library takes it up to the end of the file.
bool is_open(std::string_view text) {
    // Behind an anchor or a tag.
    while (text.starts_with('&') || text.starts_with('!')) {
        text.remove_prefix(std::min(text.size(), text.find_first_of(" \t\r\n")));
        text.remove_prefix(std::min(text.size(), text.find_first_not_of(" \t\r\n")));
    }
    if (text.empty() || (text.front() != '"' && text.front() != '\'')) return false;
    auto const quote = text.front();
    for (std::size_t at = 1; at < text.size(); ++at) {
        bool const escape = quote == '"' ? text[at] == '\\' : text.substr(at).starts_with("''");
        if (escape) ++at;
        else if (text[at] == quote) return false;
    }
    return true;
}

/// Makes nodes of the library's events.
class Builder final : public YAML::EventHandler {
public:
    Builder(std::deque<Value> &nodes, Places const &places, std::size_t most)
        : m_nodes(nodes), m_places(places), m_most(most) {}

    void OnDocumentStart(YAML::Mark const &mark) override {
        if (!m_nodes.empty()) fail(mark, "a second document begins; a file holds one");
    }
    void OnDocumentEnd() override {}
    void OnAnchor(YAML::Mark const &, std::string const &) override {}

    void OnNull(YAML::Mark const &mark, YAML::anchor_t anchor) override { add(mark, anchor, Value::Type::null); }

    void OnAlias(YAML::Mark const &mark, YAML::anchor_t anchor) override {
        auto const found = m_anchors.find(anchor);
        if (found == m_anchors.end() || std::ranges::find(m_open, found->second) != m_open.end())
            fail(mark, "an alias within what it names");
        attach(mark, *found->second);
    }

    void OnScalar(YAML::Mark const &mark, std::string const &tag, YAML::anchor_t anchor,
                  std::string const &value) override {
        if (tag != "?" && tag != "!" && tag != k_string_tag && !tag.empty()) refuse_tag(mark);
        if (tag == "!" && is_open(m_places.text_at(mark.line, mark.column))) fail(mark, "quotes that never end");
        bool const plain = tag == "?" || tag.empty();
        bool const null =
            plain && (value.empty() || value == "~" || value == "null" || value == "Null" || value == "NULL");
        auto &node = add(mark, anchor, null ? Value::Type::null : Value::Type::text);
        node.plain = plain;
        node.text = value;
    }

    void OnSequenceStart(YAML::Mark const &mark, std::string const &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, Value::Type::list);
    }
    void OnSequenceEnd() override { m_open.pop_back(); }

    void OnMapStart(YAML::Mark const &mark, std::string const &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, Value::Type::map);
    }
    void OnMapEnd() override { m_open.pop_back(); }

private:
    [[noreturn]] void fail(YAML::Mark const &mark, std::string_view what, std::string hint = {}) const {
        m_places.fail(mark.line + 1, m_places.column(mark.line, mark.column), what, std::move(hint));
    }

    [[noreturn]] void refuse_tag(YAML::Mark const &mark) const {
        fail(mark, "tags (!name) mean nothing here", "put a value that begins with ! in quotes");
    }

    Value &add(YAML::Mark const &mark, YAML::anchor_t anchor, Value::Type type) {
        if (m_nodes.size() >= m_most)
            fail(mark, fmt::format("more than {} values", base::group_digits(static_cast<std::int64_t>(m_most))));
        auto &node = m_nodes.emplace_back();
        node.type = type;
        node.line = mark.line + 1;
        node.column = m_places.column(mark.line, mark.column);
        attach(mark, node);
        if (anchor != 0) m_anchors[anchor] = &node;
        return node;
    }

    void open(YAML::Mark const &mark, std::string const &tag, YAML::anchor_t anchor, Value::Type type) {
        if (tag != "?" && tag != "!" && !tag.empty()) refuse_tag(mark);
        if (m_open.size() >= k_most_levels) fail(mark, fmt::format("more than {} levels", k_most_levels));
        m_open.push_back(&add(mark, anchor, type));
    }

    /// Gives the node its place in what is open: as an item, or as a key or its value in turn.
    void attach(YAML::Mark const &mark, Value const &node) {
        if (m_open.empty()) return;
        auto &parent = *m_open.back();
        if (parent.type == Value::Type::list || parent.keys.size() > parent.items.size()) {
            parent.items.push_back(&node);
            return;
        }
        if (node.type == Value::Type::list || node.type == Value::Type::map) fail(mark, "a key must be a word");
        parent.keys.push_back(&node);
    }

    std::deque<Value> &m_nodes;
    Places const &m_places;
    std::size_t m_most;
    std::vector<Value *> m_open; ///< from the outermost to the innermost
    std::unordered_map<YAML::anchor_t, Value *> m_anchors;
};

void check_keys(std::deque<Value> const &nodes, Places const &places) {
    for (auto const &node : nodes) {
        std::unordered_map<std::string_view, int> seen;
        for (auto const *key : node.keys) {
            auto const [first, is_new] = seen.try_emplace(key->text, key->line);
            if (is_new) continue;
            places.fail(key->line, key->column,
                        fmt::format("the key \"{}\" stands here twice, first in line {}",
                                    base::fit_width(base::single_line(key->text), 60), first->second));
        }
    }
}

/// Gives maps what their merge key ("<<": a map, or a list of maps) has and they do not (yaml.org/type/merge.html).
class Merger {
public:
    Merger(std::deque<Value> &nodes, Places const &places, std::size_t most)
        : m_nodes(nodes), m_places(places), m_most(most) {}

    void run() {
        for (auto &node : m_nodes) {
            if (merge_key(node)) m_left.emplace(&node, &node);
        }
        for (auto &node : m_nodes) merge(node);
    }

private:
    static std::optional<std::size_t> merge_key(Value const &node) {
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            if (node.keys[i]->plain && node.keys[i]->text == "<<") return i;
        }
        return std::nullopt;
    }

    /// What is merged into a map stands before it or within it: this goes no deeper than maps do.
    void merge(Value const &map) {
        auto const found = m_left.find(&map);
        if (found == m_left.end()) return;
        auto &node = *found->second;
        m_left.erase(found);
        auto const at = static_cast<std::ptrdiff_t>(*merge_key(node));
        auto const *const from = node.items[static_cast<std::size_t>(at)];
        node.keys.erase(node.keys.begin() + at);
        node.items.erase(node.items.begin() + at);
        bool const several = from->type == Value::Type::list;
        auto const sources = several ? from->items : std::vector<Value const *>{from};
        std::unordered_set<std::string_view> known;
        for (auto const *key : node.keys) known.insert(key->text);
        for (auto const *source : sources) {
            if (source->type != Value::Type::map)
                m_places.fail(source->line, source->column, "<< takes a map, or a list of maps");
            merge(*source);
            for (std::size_t i = 0; i < source->keys.size(); ++i) {
                if (!known.insert(source->keys[i]->text).second) continue;
                if (++m_merged > m_most) {
                    m_places.fail(
                        source->line, source->column,
                        fmt::format("more than {} values", base::group_digits(static_cast<std::int64_t>(m_most))));
                }
                node.keys.push_back(source->keys[i]);
                node.items.push_back(source->items[i]);
            }
        }
    }

    std::deque<Value> &m_nodes;
    Places const &m_places;
    std::size_t m_most;
    std::unordered_map<Value const *, Value *> m_left; ///< maps with a merge key
    std::size_t m_merged = 0;
};

/// What the library says, as a sentence that goes on.
std::string library_text(YAML::Exception const &error) {
    return error.msg.empty() ? "this is no YAML" : "this is no YAML: " + error.msg;
}

} // namespace

Document::Document(std::string_view text, std::string const &file, Limits const &limits) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Places const places{text, file};
    if (text.size() > limits.bytes)
        places.fail(
            1, 1, fmt::format("the file is larger than {}", base::human_bytes(static_cast<std::int64_t>(limits.bytes))),
            limits.hint);
    check_characters(text, places);
    std::istringstream in{std::string{text}};
    Builder builder{m_nodes, places, limits.values};
    try {
        YAML::Parser parser{in};
        while (parser.HandleNextDocument(builder)) {}
    } catch (YAML::Exception const &error) {
        auto const &mark = error.mark;
        if (mark.is_null()) places.fail(1, 1, library_text(error));
        auto const line = places.text_at(mark.line, 0);
        bool const reference = line.substr(0, line.find('\n')).find("${") != std::string_view::npos;
        places.fail(mark.line + 1, places.column(mark.line, mark.column), library_text(error),
                    reference ? "within [ ] and { } a value with ${...} stands in quotes" : "");
    }
    if (m_nodes.empty()) m_nodes.emplace_back();
    check_keys(m_nodes, places);
    Merger{m_nodes, places, limits.values}.run();
}

} // namespace scribe::yaml
