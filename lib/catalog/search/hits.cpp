// SPDX-License-Identifier: MIT
#include "catalog/search/hits.hpp"

#include "base/text.hpp"
#include "base/words.hpp"
#include "catalog/objects.hpp"
#include "catalog/said/glossary.hpp"
#include "catalog/search/index.hpp"

#include <algorithm>
#include <iterator>

namespace scribe::catalog {

namespace {

/// Where terms stand in a text, and which.
struct Matches {
    Matches(std::string_view text, std::vector<Term> const &list) : has(list.size(), false) {
        for (auto const &word : base::split_words(text)) {
            for (std::size_t i = 0; i < list.size(); ++i) {
                if (!list[i].matches(word.folded)) continue;
                has[i] = true;
                if (spans.empty() || spans.back().offset != word.offset) spans.push_back({word.offset, word.length});
            }
        }
    }
    std::int64_t number() const { return std::ranges::count(has, true); }
    /// How many terms it has that `other` has not.
    std::int64_t beyond(Matches const &other) const {
        std::int64_t count = 0;
        for (std::size_t i = 0; i < has.size(); ++i) count += has[i] && !other.has[i] ? 1 : 0;
        return count;
    }

    std::vector<Span> spans;
    std::vector<bool> has; ///< by term
};

/// Where a window of `width` bytes around `at` begins, at a character and, where there is one near, at a word.
std::size_t window_start(std::string const &text, std::size_t at, std::size_t width) {
    if (at <= width / 3) return 0;
    auto from = at - width / 3;
    auto const blank = text.find(' ', from);
    if (blank != std::string::npos && blank < at) return blank + 1;
    while (from > 0 && (static_cast<unsigned char>(text[from]) & 0xc0) == 0x80) --from;
    return from;
}

void cut_snippet(SearchHit &hit, std::string const &raw, std::vector<Term> const &terms) {
    constexpr std::size_t k_width = 160;
    auto const text = base::single_line(raw);
    auto const spans = Matches{text, terms}.spans;
    auto const from = window_start(text, spans.empty() ? 0 : spans.front().offset, k_width);
    auto to = std::min(text.size(), from + k_width);
    while (to < text.size() && (static_cast<unsigned char>(text[to]) & 0xc0) == 0x80) --to;
    std::string const lead = from > 0 ? "…" : "";
    hit.snippet = lead + text.substr(from, to - from) + (to < text.size() ? "…" : "");
    for (auto const &span : spans) {
        if (span.offset >= from && span.offset + span.length <= to)
            hit.snippet_matches.push_back({span.offset - from + lead.size(), span.length});
    }
}

/// The text that tells most of what the name does not; where the name tells all, the first one that has a word, too.
SaidText const *most_telling(std::vector<SaidText> const &texts, Matches const &name, std::vector<Term> const &terms) {
    SaidText const *best = nullptr;
    std::pair<std::int64_t, std::int64_t> most{0, 0};
    for (auto const &text : texts) {
        Matches const matches{text.text, terms};
        std::pair const found{matches.beyond(name), matches.number()};
        if (found <= most) continue;
        most = found;
        best = &text;
    }
    return best;
}

} // namespace

HitReader::HitReader(Store &store)
    : m_store(store),
      m_select(store.db(), "SELECT " + std::string{k_bare_columns} +
                               ", src.name, f.term_key, d.name, d.comment FROM search_object f "
                               "LEFT JOIN object o ON o.id = f.object_id AND o.removed_scan IS NULL LEFT JOIN source "
                               "src ON src.id = o.source_id "
                               "LEFT JOIN source d ON o.id IS NULL AND d.database_id = f.object_id AND f.term_key = '' "
                               "WHERE f.ordinal = ?"),
      m_said(store.db()) {}

SearchHit HitReader::read(Ordinal at) {
    SearchHit hit;
    m_select.bind(1, std::int64_t{at});
    if (m_select.step()) {
        if (!m_select.is_null(0)) {
            read_record(m_select, hit.record, 0);
            hit.source = m_select.get_text(9);
            hit.type = model::kind_name(hit.record.kind);
        } else if (!m_select.is_null(11)) {
            hit.source = hit.record.name = m_select.get_text(11);
            if (!m_select.is_null(12)) hit.record.comment = m_select.get_text(12);
            hit.type = k_database_type;
        } else if (auto const term = term_of_key(m_store.db(), m_select.get_text(10))) {
            hit.record.name = term->name;
            hit.type = k_term_type;
        }
    }
    m_select.reset();
    return hit;
}

std::vector<SaidText> HitReader::texts_of(SearchHit const &hit) {
    auto const &record = hit.record;
    if (hit.type == k_term_type) {
        auto const term = term_of_key(m_store.db(), model::term_key(record.name));
        if (!term) return {};
        return {{"definition", term->definition}, {"synonyms", base::join(term->synonyms, ", ")}};
    }
    std::vector<SaidText> texts;
    auto const comment = record.comment.value_or("");
    auto const id = hit.type == k_database_type
                        ? model::database_id(hit.source)
                        : model::object_id(hit.source, record.kind, record.schema, record.table, record.name);
    auto said = m_said.of(id, !comment.empty());
    // What counts comes first.
    bool const approved = !said.empty() && said.front().field == "description";
    if (approved) texts.push_back(std::move(said.front()));
    texts.push_back({"comment", comment});
    std::move(said.begin() + (approved ? 1 : 0), said.end(), std::back_inserter(texts));
    return texts;
}

void HitReader::explain(SearchHit &hit, std::vector<Term> const &terms, Term const &glued) {
    Matches name{hit.record.name, terms};
    hit.name_matches = name.spans;
    if (name.spans.empty() && glued.matches(whole_word(hit.record.name))) {
        hit.name_matches = {{0, hit.record.name.size()}};
        name.has.assign(terms.size(), true);
    }
    auto const texts = texts_of(hit);
    auto const *text = most_telling(texts, name, terms);
    // A definition is shown when it, and nothing else, tells why this was found; that of a term is what it is about.
    SaidText definition;
    if (hit.type == k_term_type) {
        if (!text && !texts.empty()) text = &texts.front();
    } else if (hit.type != k_database_type) {
        definition = {"definition", std::string{base::trim(definition_text(hit.record))}};
        Matches const in_definition{definition.text, terms};
        auto const known = text ? Matches{text->text, terms}.beyond(name) : 0;
        if (in_definition.beyond(name) > known) text = &definition;
    }
    if (!text) return;
    hit.field = text->field;
    cut_snippet(hit, text->text, terms);
}

} // namespace scribe::catalog
