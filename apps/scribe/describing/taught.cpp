// SPDX-License-Identifier: MIT
#include "describing/taught.hpp"

#include "base/text.hpp"
#include "base/words.hpp"
#include "catalog/said/glossary.hpp"
#include "catalog/said/templates.hpp"
#include "describe/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace scribe::cli {

namespace {

/// What is longer than so many words is another text, and no other word.
constexpr std::size_t k_most_words = 4;
/// More are no convention.
constexpr std::size_t k_most_names = 20;
/// Edits that are looked at: the newest.
constexpr int k_most_edits = 20'000;

/// The entity in a text becomes its placeholder.
std::string with_entity(std::string text, std::string const &entity) {
    if (entity.size() < 3) return text;
    auto const folded = base::to_lower_ascii(text);
    std::string out;
    std::size_t at = 0;
    for (auto found = folded.find(entity); found != std::string::npos; found = folded.find(entity, at)) {
        auto const end = found + entity.size();
        auto const is_letter = [&](std::size_t place) {
            return place < folded.size() && folded[place] >= 'a' && folded[place] <= 'z';
        };
        bool const whole = !(found > 0 && is_letter(found - 1)) && !is_letter(end);
        out += text.substr(at, found - at) + (whole ? "{entity}" : text.substr(found, entity.size()));
        at = end;
    }
    return out + text.substr(at);
}

/// As a shell reads it.
std::string shell_word(std::string_view text) {
    std::string out = "'";
    for (auto const c : text) out += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return out + "'";
}

std::string plain_name(std::string_view name) {
    std::vector<std::string> words;
    for (auto const &word : base::split_words(name)) words.push_back(word.folded);
    return base::join(words, "_");
}

/// The words in the middle that are others, when what is around them is the same.
std::optional<std::pair<std::string, std::string>> other_words(std::string const &before, std::string const &after) {
    auto a = base::split(before, ' '), b = base::split(after, ' ');
    std::size_t head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
    std::size_t tail = 0;
    while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
    auto const middle = [&](std::vector<std::string> const &words) {
        return std::vector<std::string>{words.begin() + static_cast<std::ptrdiff_t>(head),
                                        words.end() - static_cast<std::ptrdiff_t>(tail)};
    };
    auto from = middle(a), to = middle(b);
    // The mark that ends both is none of theirs: "client," became "customer,".
    auto const is_mark = [](char c) { return c == '.' || c == ',' || c == ';' || c == ':'; };
    if (!from.empty() && !to.empty() && from.back().size() > 1 && to.back().size() > 1 &&
        from.back().back() == to.back().back() && is_mark(from.back().back())) {
        from.back().pop_back();
        to.back().pop_back();
    }
    bool const small = !from.empty() && !to.empty() && from.size() <= k_most_words && to.size() <= k_most_words;
    if (!small || head + tail == 0) return std::nullopt;
    return std::pair{base::to_lower_ascii(base::join(from, " ")), base::to_lower_ascii(base::join(to, " "))};
}

/// True when a template or the glossary says so already.
bool is_taken_over(catalog::Store &store, Taught const &one) {
    if (one.kind == "template")
        return std::ranges::any_of(catalog::list_templates(store.db()), [&](auto const &row) {
            return row.said.text == one.to && row.said.column == one.from;
        });
    auto const term = catalog::find_term(store, one.from);
    return term && model::term_key(term->name) == model::term_key(one.to);
}

} // namespace

std::vector<Taught> find_taught(catalog::Store &store, std::int64_t least) {
    sqlite::Stmt select{store.db(),
                        fmt::format("SELECT o.kind, o.table_name, o.name, p.text, d.text FROM description d "
                                    "JOIN description p ON p.object_id = d.object_id AND p.version = d.version - 1 "
                                    "JOIN object o ON o.id = d.object_id WHERE d.origin = 'human' AND p.origin IN "
                                    "('rules', 'model') AND p.text <> '' ORDER BY d.created_at DESC LIMIT {}",
                                    k_most_edits)};
    std::map<std::string, std::pair<std::set<std::string>, std::int64_t>> templates; // text: names of columns, times
    std::map<std::pair<std::string, std::string>, std::int64_t> words;
    while (select.step()) {
        std::string const before{select.get_text(3)}, after{select.get_text(4)};
        if (select.get_text(0) == "column") {
            auto text = with_entity(after, describe::entity_of(select.get_text(1)));
            while (!text.empty() && text.back() == '.') text.pop_back();
            // Braces of the text itself would be placeholders.
            if (text.size() < 500 && after.find('{') == std::string::npos) {
                auto &[names, times] = templates[text];
                names.insert(plain_name(select.get_text(2)));
                ++times;
            }
        }
        if (auto const other = other_words(before, after)) ++words[*other];
    }
    std::vector<Taught> found;
    for (auto const &[text, uses] : templates) {
        auto const &[names, times] = uses;
        if (times >= least && names.size() <= k_most_names)
            found.push_back({"template", base::join({names.begin(), names.end()}, "|"), text, times});
    }
    for (auto const &[key, times] : words)
        if (times >= least) found.push_back({"word", key.first, key.second, times});
    std::erase_if(found, [&](Taught const &one) { return is_taken_over(store, one); });
    std::ranges::stable_sort(found, [](auto const &a, auto const &b) { return a.times > b.times; });
    return found;
}

std::string command_of(Taught const &one) {
    if (one.kind == "template")
        return fmt::format("scribe template add {} --column {} --text {}",
                           shell_word(one.from.substr(0, one.from.find('|'))), shell_word(one.from),
                           shell_word(one.to));
    // What the words of names are spelled as is a matter of single words.
    if (base::split_words(one.from).size() != 1) return {};
    return fmt::format("scribe glossary add {} {} --synonym {}", shell_word(one.to),
                       shell_word("The word to use for " + one.from), shell_word(one.from));
}

void list_taught(catalog::Store &store, OutputOptions const &output, Context &context) {
    ListWriter writer{context,
                      output,
                      {{.name = "kind", .title = "KIND"},
                       {.name = "times", .title = "TIMES", .number = true},
                       {.name = "from", .title = "FROM"},
                       {.name = "to", .title = "TO"},
                       {.name = "command", .title = "COMMAND", .elastic = true}}};
    auto const found = find_taught(store);
    for (auto const &one : found) {
        writer.row({one.kind, one.times, one.from, one.to, command_of(one)});
    }
    writer.finish(static_cast<std::int64_t>(found.size()));
}

} // namespace scribe::cli
