// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/parse/code_line.hpp"
#include "base/text.hpp"
#include "catalog/search/search.hpp"
#include "command.hpp"
#include "model/object_text.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "output/output.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace scribe::cli {

namespace {

using catalog::SearchHit;
using catalog::Span;

constexpr std::string_view k_highlight = "\x1b[1;33m";
constexpr std::string_view k_dim = "\x1b[2m";
constexpr std::string_view k_plain = "\x1b[0m";

/// The text with its matches highlighted.
std::string highlighted(std::string_view text, std::vector<Span> const &spans, bool styled) {
    if (!styled) return std::string{text};
    std::string out;
    std::size_t at = 0;
    for (auto const &span : spans) {
        out += text.substr(at, span.offset - at);
        out.append(k_highlight).append(text.substr(span.offset, span.length)).append(k_plain);
        at = span.offset + span.length;
    }
    out += text.substr(at);
    return out;
}

bool is_object(SearchHit const &hit) { return hit.type != "term" && hit.type != "database"; }

std::string plain_ref(SearchHit const &hit, bool several_sources) {
    if (hit.type == "term") return hit.record.name;
    if (hit.type == "database") return model::format_ref("", hit.record.name);
    return (several_sources ? hit.source + ":" : "") + model::format_ref(hit.record);
}

/// The reference, its last part highlighted where that is the name as it is.
std::string shown_ref(SearchHit const &hit, bool several_sources, bool styled) {
    auto ref = plain_ref(hit, several_sources);
    if (!ref.ends_with(hit.record.name)) return ref;
    auto spans = hit.name_matches;
    for (auto &span : spans) span.offset += ref.size() - hit.record.name.size();
    return highlighted(ref, spans, styled);
}

std::vector<std::string> matched_words(std::string_view text, std::vector<Span> const &spans) {
    std::vector<std::string> words;
    for (auto const &span : spans) words.emplace_back(text.substr(span.offset, span.length));
    return words;
}

/// "column", "materialized view", "term"
std::string type_label(SearchHit const &hit) { return is_object(hit) ? model::kind_label(hit.record) : hit.type; }

/// What a line says of an object beside its name.
std::string detail_of(SearchHit const &hit) {
    return is_object(hit) ? base::code_line(model::summary_line(hit.record)) : std::string{};
}

/// Takes a word of --type that parse_types does not know, and its plural.
bool take_word(std::vector<std::string> &words, std::string_view word, std::string_view plural) {
    return std::erase_if(words, [&](auto const &one) { return one == word || one == plural; }) > 0;
}

/// True when the line itself shows what matched in the definition.
bool tells_match(std::string const &detail, SearchHit const &hit) {
    auto const words = matched_words(hit.snippet, hit.snippet_matches);
    return !words.empty() &&
           std::ranges::all_of(words, [&](auto const &w) { return detail.find(w) != std::string::npos; });
}

/// A search does not wait for a scan; another search that brings the index in step is done by then.
constexpr std::chrono::seconds k_wait{1};

/// Empty: something else is wrong.
std::string_view reason_not_to_write(sqlite::Error const &error) {
    switch (error.primary_code()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "another program writes to the catalog";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN: return "the catalog may not be written";
    case SQLITE_FULL: return "the disk is full";
    default: return "";
    }
}

class SearchCommand final : public Command {
public:
    std::string_view name() const override { return "search"; }
    std::string_view summary() const override {
        return "Finds objects by words of names, comments, descriptions, context and definitions";
    }

    void bind(CLI::App &app) override {
        app.add_option("words", m_words, "Words, parts or beginnings of words; an object must have all of them")
            ->type_name("WORDS")
            ->required();
        add_type_option(app, m_types, "Only these types: table, view, column, enum, foreign-key, ..., database, term");
        char const *const group = "Selection";
        app.add_option("--schema", m_query.schemas, "Only these schemas: [source:]schema (globs; !GLOB leaves out)")
            ->type_name("GLOB")
            ->allow_extra_args(false)
            ->group(group);
        app.add_option("--source", m_query.source, "Only this source")->type_name("NAME")->group(group);
        app.add_flag("--extension-objects", m_query.extension_objects,
                     "Also objects that belong to an extension, and SQLite's shadow tables")
            ->group(group);
        add_page_options(app, m_query.limit, m_query.offset);
        add_output_options(app, m_output, {"text", "json", "jsonl", "csv"});
        app.footer("scribe search customer address\nscribe search --type column,view iban\n"
                   "scribe search -t jsonl --limit 0 invoice | jq -r .ref");
    }

    void check() const override {
        if (base::trim(words()).empty())
            throw base::Error(base::ExitCode::usage, "there is nothing to search for",
                              "scribe search customer address");
    }

    base::ExitCode run(Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::read);
        if (!m_query.source.empty()) need_source(store, m_query.source);
        model::ObjectFilter filter;
        filter.schemas = m_query.schemas;
        check_sources_named(filter.sources(true), source_names(store, m_query.source));
        if (catalog::search_is_stale(store)) store = refreshed(std::move(store), context);
        m_query.words = words();
        choose_types();
        auto const result = catalog::search(store, m_query);
        bool const several_sources = store.sources().size() > 1;
        if (m_output.format == "text") write_text(result, several_sources, context);
        else write_list(result, several_sources, context);
        tell(result);
        if (result.total == 0) check_schemas(store, filter);
        return base::ExitCode::ok;
    }

private:
    std::string words() const { return base::join(m_words, " "); }

    void choose_types() {
        if (m_types.empty()) return;
        bool const all = std::ranges::find(m_types, "all") != m_types.end();
        auto words = m_types;
        m_query.databases = take_word(words, "database", "databases") || all;
        m_query.terms = take_word(words, "term", "terms") || all;
        auto types = parse_types(words);
        m_query.kinds = types.kinds;
        m_query.subkinds = types.subkinds;
    }

    /// The catalog with its index in step. Where it cannot be written now, the index as it was serves, or that of a
    /// copy.
    catalog::Store refreshed(catalog::Store store, Context &context) const {
        base::log::info("Bringing the search index in step ...");
        try {
            auto writer = open_catalog(global, context, catalog::Access::write);
            writer.db().set_wait(k_wait);
            catalog::refresh_search(writer);
            return writer;
        } catch (sqlite::Error const &error) {
            auto const why = reason_not_to_write(error);
            if (why.empty()) throw;
            if (catalog::can_search(store)) {
                base::log::warn("what was scanned or said last is not looked through: {}", why);
                return store;
            }
        }
        auto copy = store.copy();
        catalog::refresh_search(copy);
        return copy;
    }

    void write_text(catalog::SearchResult const &result, bool several_sources, Context &context) const {
        Output output{context, m_output.file};
        auto const styled = output.styled();
        for (auto const &hit : result.hits) {
            std::string line =
                base::single_line(shown_ref(hit, several_sources, false)) == shown_ref(hit, several_sources, false)
                    ? shown_ref(hit, several_sources, styled)
                    : base::single_line(shown_ref(hit, several_sources, false));
            auto const detail = detail_of(hit);
            auto const dim = [&](std::string_view text) {
                return fmt::format("{}{}{}", styled ? k_dim : "", text, styled ? k_plain : "");
            };
            line += "  " + dim(type_label(hit));
            if (!detail.empty()) line += "  " + (output.width() ? base::fit_width(detail, 60) : detail);
            output.write(line + "\n");
            if (!hit.snippet.empty() && (hit.field != "definition" || !tells_match(detail, hit)))
                output.write("    " + dim(hit.field + ": ") + highlighted(hit.snippet, hit.snippet_matches, styled) +
                             "\n");
        }
        output.finish();
    }

    void write_list(catalog::SearchResult const &result, bool several_sources, Context &context) const {
        ListWriter list{context,
                        m_output,
                        {{.name = "source", .title = ""},
                         {.name = "ref", .title = ""},
                         {.name = "kind", .title = ""},
                         {.name = "schema", .title = ""},
                         {.name = "table", .title = ""},
                         {.name = "name", .title = ""},
                         {.name = "score", .title = ""},
                         {.name = "field", .title = ""},
                         {.name = "snippet", .title = ""},
                         {.name = "matches", .title = ""},
                         {.name = "comment", .title = ""}}};
        for (auto const &hit : result.hits) {
            auto const &record = hit.record;
            base::JsonWriter matches;
            auto words = matched_words(record.name, hit.name_matches);
            for (auto &word : matched_words(hit.snippet, hit.snippet_matches)) words.push_back(std::move(word));
            matches.value(words);
            list.row({hit.source, plain_ref(hit, several_sources), hit.type, record.schema, record.table, record.name,
                      Cell::json(fmt::format("{:.2f}", hit.score)), hit.field.empty() ? "name" : hit.field, hit.snippet,
                      Cell::json(matches.take()), record.comment});
        }
        list.finish(result.total);
    }

    /// Warns where --schema is why nothing was found.
    void check_schemas(catalog::Store &store, model::ObjectFilter const &filter) const {
        if (std::ranges::all_of(filter.schemas, [](auto const &glob) { return glob.starts_with('!'); })) return;
        std::vector<std::string> names;
        for (auto const &source : store.sources()) {
            if (!m_query.source.empty() && source.name != m_query.source) continue;
            auto const wanted = filter.for_source(source.name);
            auto const schemas = store.reader(source, {}, true)->read(model::Kind::schema);
            for (model::Record schema; schemas->next(schema);) {
                if (wanted.matches_schema(schema.name)) return;
                names.push_back(schema.name);
            }
        }
        auto const near = filter.schemas.size() == 1 ? base::nearest(filter.schemas.front(), names) : std::nullopt;
        base::log::warn("no schema matches --schema {}{}", base::single_line(base::join(filter.schemas, ", ")),
                        near ? fmt::format(" (did you mean {}?)", base::single_line(*near)) : "");
    }

    void tell(catalog::SearchResult const &result) const {
        for (auto const &[word, others] : result.corrections)
            base::log::info("nothing has \"{}\"; found instead: {}", base::single_line(word), base::join(others, ", "));
        if (result.any_word) base::log::info("nothing has all words; these have some");
        if (m_output.format == "json") return;
        auto const shown = static_cast<std::int64_t>(result.hits.size());
        if (result.total == 0) base::log::info("nothing matches");
        else if (shown == result.total) base::log::info("{}", base::counted(shown, "object"));
        else
            base::log::info("{} of {}; --limit 0 shows all", base::group_digits(shown),
                            base::counted(result.total, "object"));
    }

    std::vector<std::string> m_words, m_types;
    catalog::SearchQuery m_query;
    OutputOptions m_output;
};

} // namespace

std::unique_ptr<Command> make_search_command() { return std::make_unique<SearchCommand>(); }

} // namespace scribe::cli
