// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/audit/later_names.hpp"
#include "command.hpp"
#include "model/object_text.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "show/show_page.hpp"
#include "show/show_profile.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using model::Kind;

/// Neighbours of one sort that are shown at most.
constexpr std::int64_t k_neighbours = 500;

/// What a reference means first: a table before a sequence of that name, anything before a column.
std::vector<std::vector<Kind>> const &ranks() {
    static std::vector<std::vector<Kind>> const k_ranks = {{Kind::table, Kind::view},
                                                           {Kind::routine},
                                                           {Kind::type},
                                                           {Kind::sequence},
                                                           {Kind::schema},
                                                           {Kind::extension},
                                                           {Kind::publication},
                                                           {Kind::server},
                                                           {Kind::event_trigger},
                                                           {Kind::privileges},
                                                           {Kind::statistics},
                                                           {Kind::column},
                                                           {Kind::constraint},
                                                           {Kind::index},
                                                           {Kind::trigger},
                                                           {Kind::rule},
                                                           {Kind::policy}};
    return k_ranks;
}

bool is_glob(model::RefPattern const &pattern) {
    for (std::size_t i = 0; i < pattern.parts.size(); ++i) {
        if (!pattern.quoted[i] && base::has_glob(pattern.parts[i])) return true;
    }
    return base::has_glob(pattern.source);
}

std::string pattern_text(model::RefPattern const &pattern) {
    return (pattern.source.empty() ? "" : pattern.source + ":") + base::join(pattern.parts, ".");
}

struct Match {
    std::vector<catalog::ObjectRow> rows;
    std::int64_t total = 0;
    ExitCode exit = ExitCode::ok; ///< else: there is none, and the user was told
};

/// The object of that kind whose whole reference the pattern is, in the source of the reader.
std::optional<model::Record> find_exact(model::ModelReader &reader, model::RefPattern const &pattern, Kind kind) {
    auto const &parts = pattern.parts;
    std::size_t const length = model::is_table_part(kind) ? 3 : is_database_wide(kind) || kind == Kind::schema ? 1 : 2;
    if (parts.size() != length) return std::nullopt;
    auto const schema = is_database_wide(kind) ? std::string{} : parts.front();
    auto const table = model::is_table_part(kind) ? parts[1] : std::string{};
    model::Record record;
    if (!reader.find(kind, schema, table, parts.back(), record)) return std::nullopt;
    return record;
}

/// "table public.orders", for messages.
std::string named(catalog::ObjectRow const &row, bool with_source) {
    auto const ref = base::single_line(model::format_ref(row.record));
    return fmt::format("{} {}{}", model::kind_label(row.record), with_source ? row.source + ":" : "", ref);
}

/// The kinds of the rows as --type takes them: "--type routine or --type type".
std::string type_options(std::vector<catalog::ObjectRow> const &rows) {
    std::vector<std::string> options;
    for (auto const &row : rows) {
        auto option = fmt::format("--type {}", model::kind_name(row.record.kind));
        if (std::ranges::find(options, option) == options.end()) options.push_back(std::move(option));
    }
    return base::join(options, " or ");
}

/// What is shown, object by object.
class Page {
public:
    Page(Context &context, OutputOptions const &options, catalog::Store &store)
        : m_output(context, options.file), m_store(store), m_json(options.format == "json"),
          m_several_sources(store.sources().size() > 1), m_terms(catalog::all_terms(store)) {}

    void add(Match const &match) {
        m_total += match.total;
        for (auto const &row : match.rows) {
            auto const around = m_store.neighbourhood(*m_store.find_source(row.source), row.record, k_neighbours);
            auto profile = find_shown_profile(m_store, around.source, around.object);
            profile.linked = find_linked(m_store, around, profile.relationships);
            auto const &object = around.object;
            profile.words = said_of_object(
                m_store, m_terms, model::object_id(row.source, object.kind, object.schema, object.table, object.name));
            if (m_json) {
                m_output.write(m_shown > 0 ? ",\n" : "{\"format_version\":1,\"items\":[\n");
                m_output.write(show_json(around, profile, m_several_sources));
            } else {
                m_output.write((m_shown > 0 ? "\n" : "") +
                               show_text(around, profile, m_output.width(), m_output.styled()));
            }
            ++m_shown;
        }
    }

    /// Where nothing was found, nothing is written and a file stays as it is.
    void finish() {
        if (m_shown == 0) return;
        if (m_json) m_output.write(fmt::format("\n],\"total\":{}}}\n", m_total));
        m_output.finish();
        if (m_shown < m_total)
            base::log::info("{} of {} objects; --limit 0 shows all", base::group_digits(m_shown),
                            base::group_digits(m_total));
    }

private:
    Output m_output;
    catalog::Store &m_store;
    bool m_json;
    bool m_several_sources;
    std::vector<model::Term> m_terms;
    std::int64_t m_shown = 0;
    std::int64_t m_total = 0;
};

class ShowCommand final : public Command {
public:
    std::string_view name() const override { return "show"; }
    std::string_view summary() const override {
        return "Shows everything known about an object, its neighbours included";
    }

    void bind(CLI::App &app) override {
        add_ref_options(app, m_refs, "The objects: [source:]schema.table.column, or the end of it; * and ? match");
        add_type_option(app, m_types, "Only objects of this type: table, index, function, ...");
        app.add_option("--source", m_source, "Only objects of this source")->type_name("NAME")->group("Selection");
        app.add_option("--limit", m_limit, "Of what a glob matches, at most so many (50 unless told; 0 = all)")
            ->type_name("N")
            ->check(check_count)
            ->group("Output");
        add_output_options(app, m_output, {"text", "json"});
        app.footer("scribe show customer\nscribe show order.customer_id\nscribe show --type index order_open\n"
                   "scribe show 'v_*' --limit 0 -t json -o views.json");
    }

    void check() const override {
        if (m_refs.refs.empty() && m_refs.from_file.empty()) {
            throw Error(ExitCode::usage, "show: no object named", "scribe show orders; scribe list names the objects");
        }
    }

    ExitCode run(Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::read);
        m_only = parse_types(m_types);
        std::vector<model::RefPattern> excludes;
        auto patterns = this->patterns(store, context);
        std::erase_if(patterns, [&](auto const &p) { return p.exclude ? excludes.push_back(p), true : false; });
        if (patterns.empty() && !excludes.empty()) {
            throw Error(ExitCode::usage, "show: only objects to leave out are named",
                        fmt::format("name what to show, too: scribe show '*' '!{}'", pattern_text(excludes.front())));
        }
        Page page{context, m_output, store};
        auto exit = ExitCode::ok;
        for (auto const &pattern : patterns) {
            auto const match = find(store, pattern, excludes, patterns.size() == 1);
            if (match.exit != ExitCode::ok && exit == ExitCode::ok) exit = match.exit;
            page.add(match);
        }
        page.finish();
        return exit;
    }

private:
    std::vector<model::RefPattern> patterns(catalog::Store &store, Context &context) const {
        auto patterns = m_refs.patterns(context);
        if (m_source.empty()) return patterns;
        need_source(store, m_source);
        for (auto &pattern : patterns) {
            check_sources_named({pattern.source}, {m_source});
            pattern.source = m_source;
        }
        return patterns;
    }

    /// How a name is looked for: as it is written or in any case, and with what extensions own or without.
    struct Look {
        bool any_case, of_extensions;
    };

    Match list(catalog::Store &store, std::vector<Kind> const &kinds, std::vector<model::RefPattern> patterns,
               Look look) const {
        catalog::ObjectQuery query;
        query.kinds = kinds;
        query.subkinds = m_only.subkinds;
        query.patterns = std::move(patterns);
        query.extension_objects = look.of_extensions;
        query.limit = m_limit;
        if (look.any_case) query = in_any_case(std::move(query));
        Match match;
        match.total = store.list(query, [&](catalog::ObjectRow &&row) { match.rows.push_back(std::move(row)); });
        return match;
    }

    /// What the pattern means. With several patterns, one that means nothing is told, and the others are shown; throws
    /// when it is the only one.
    Match find(catalog::Store &store, model::RefPattern const &pattern, std::vector<model::RefPattern> const &excludes,
               bool only_one) const {
        auto patterns = excludes;
        patterns.push_back(pattern);
        try {
            if (auto match = find_whole(store, patterns, only_one); match.total > 0) return match;
            // The extension itself before its functions of that name.
            for (auto const look : {Look{false, false}, Look{false, true}, Look{true, false}, Look{true, true}}) {
                if (auto match = find_ranked(store, patterns, look); match.total > 0) return match;
            }
            if (auto match = find_attribute(store, patterns); match.total > 0) return match;
            unknown(store, pattern);
        } catch (Error const &error) {
            bool const no_match = error.code() == ExitCode::differs || error.code() == ExitCode::usage;
            if (only_one || !no_match) throw;
            base::log::failure(error.what(), error.hint(), base::exit_code_name(error.code()));
            return {{}, 0, error.code()};
        }
    }

    bool is_wanted(model::Record const &record) const {
        auto const &subkinds = m_only.subkinds;
        auto const of_kind = [&](model::Subkind const *subkind) { return subkind->kind == record.kind; };
        if (!m_only.kinds.empty() && std::ranges::find(m_only.kinds, record.kind) == m_only.kinds.end()) return false;
        return std::ranges::none_of(subkinds, of_kind) || std::ranges::any_of(subkinds, [&](auto const *subkind) {
                   return of_kind(subkind) && record.body.find(subkind->body_part) != std::string::npos;
               });
    }

    /// The object whose whole reference the last of the patterns is, as listings write it: whatever else may be meant
    /// by its words, what a listing names can be shown.
    Match find_whole(catalog::Store &store, std::vector<model::RefPattern> const &patterns, bool tell) const {
        auto const &pattern = patterns.back();
        Match match;
        if (is_glob(pattern)) return match;
        std::vector<catalog::ObjectRow> others;
        for (auto const &source : store.sources()) {
            if (!pattern.source.empty() && pattern.source != source.name) continue;
            auto const reader = store.reader(source, {}, true);
            for (auto const &rank : ranks()) {
                for (auto const kind : rank) {
                    auto record = find_exact(*reader, pattern, kind);
                    if (!record || !is_wanted(*record) || !model::selects(patterns, source.name, *record)) continue;
                    bool const first = match.rows.empty() || match.rows.front().record.kind == kind;
                    (first ? match.rows : others).push_back({source.name, std::move(*record), {}});
                }
            }
        }
        match.total = static_cast<std::int64_t>(match.rows.size());
        if (match.total > 1) ambiguous(pattern, match);
        if (match.total == 1 && tell) tell_others(store, patterns, std::move(others));
        return match;
    }

    /// Names what the same words mean, too: an index has the name of its constraint, a schema that of a table.
    void tell_others(catalog::Store &store, std::vector<model::RefPattern> const &patterns,
                     std::vector<catalog::ObjectRow> &&others) const {
        if (patterns.back().parts.size() == 1 && m_only.kinds.empty()) {
            auto tables = list(store, ranks().front(), patterns, {false, false});
            std::ranges::move(tables.rows, std::back_inserter(others));
        }
        if (others.empty()) return;
        base::log::info("Of that name there is also {}{}; {} shows it", named(others.front(), false),
                        others.size() > 1 ? fmt::format(" and {} more", others.size() - 1) : "", type_options(others));
    }

    /// What the last of the patterns means by the first rank that has it.
    Match find_ranked(catalog::Store &store, std::vector<model::RefPattern> const &patterns, Look look) const {
        auto const &pattern = patterns.back();
        for (auto const &rank : ranks()) {
            if (pattern.parts.size() == 3 && !model::is_table_part(rank.front())) continue;
            std::vector<Kind> kinds;
            std::ranges::copy_if(rank, std::back_inserter(kinds), [this](Kind kind) {
                return m_only.kinds.empty() || std::ranges::find(m_only.kinds, kind) != m_only.kinds.end();
            });
            if (kinds.empty()) continue;
            auto match = list(store, kinds, patterns, look);
            if (match.total == 0) continue;
            if (match.total > 1 && !is_glob(pattern)) {
                add_later_ranks(store, patterns, look, rank, match);
                ambiguous(pattern, match);
            }
            return match;
        }
        return {};
    }

    /// The composite type that has an attribute of that name, as tables have columns.
    Match find_attribute(catalog::Store &store, std::vector<model::RefPattern> const &patterns) const {
        auto whole = patterns;
        auto &pattern = whole.back();
        if (pattern.parts.size() < 2 || !m_only.kinds.empty()) return {};
        auto const name = pattern.parts.back();
        bool const quoted = pattern.quoted.back();
        pattern.parts.pop_back();
        pattern.quoted.pop_back();
        auto match = list(store, {Kind::type}, whole, {false, true});
        std::erase_if(match.rows, [&](catalog::ObjectRow const &row) {
            auto const type = model::from_record<model::Type>(row.record);
            return std::ranges::none_of(type.attributes, [&](auto const &attribute) {
                return quoted ? attribute.name == name : base::glob_match(name, attribute.name);
            });
        });
        match.total = static_cast<std::int64_t>(match.rows.size());
        for (auto const &row : match.rows)
            base::log::info("{} is an attribute of {}", base::single_line(name), named(row, false));
        return match;
    }

    /// What the pattern means besides, when it is not clear what it means first. Parts of tables come after all else.
    void add_later_ranks(catalog::Store &store, std::vector<model::RefPattern> const &patterns, Look look,
                         std::vector<Kind> const &after, Match &match) const {
        if (model::is_table_part(after.front())) return;
        bool later = false;
        for (auto const &rank : ranks()) {
            auto const kind = rank.front();
            bool const wanted = m_only.kinds.empty() || std::ranges::find(m_only.kinds, kind) != m_only.kinds.end();
            if (later && wanted && !model::is_table_part(kind)) {
                auto more = list(store, {kind}, patterns, look);
                std::ranges::move(more.rows, std::back_inserter(match.rows));
                match.total += more.total;
            }
            later = later || rank == after;
        }
    }

    [[noreturn]] static void ambiguous(model::RefPattern const &pattern, Match const &match) {
        constexpr std::size_t k_named = 10;
        bool const one_source =
            std::ranges::all_of(match.rows, [&](auto const &row) { return row.source == match.rows.front().source; });
        bool const one_kind = std::ranges::all_of(
            match.rows, [&](auto const &row) { return row.record.kind == match.rows.front().record.kind; });
        std::vector<std::string> names;
        for (auto const &row : match.rows) {
            if (names.size() == k_named) break;
            names.push_back(named(row, !one_source));
        }
        auto text = base::join(names, "\n  ");
        if (match.total > static_cast<std::int64_t>(names.size())) text += "\n  ...";
        throw Error(
            ExitCode::usage,
            fmt::format("\"{}\" means {} objects:\n  {}", pattern_text(pattern), base::group_digits(match.total), text),
            fmt::format("name one of them: scribe show '{}{}'{}", one_source ? "" : match.rows.front().source + ":",
                        base::single_line(model::format_ref(match.rows.front().record)),
                        one_kind ? "" : ", or say of what kind: " + type_options(match.rows)));
    }

    [[noreturn]] void unknown(catalog::Store &store, model::RefPattern const &pattern) const {
        auto const text = pattern_text(pattern);
        if (auto const removed = store.find_removed(pattern)) {
            auto const later = catalog::LaterNames{store}.of({removed->source, removed->record}, {});
            throw Error(ExitCode::differs,
                        fmt::format("{} {} is no longer in {}: scan {} of {} did not find it",
                                    model::kind_label(removed->record), model::format_ref(removed->record),
                                    removed->source, removed->scan_id, removed->scanned_at),
                        later.empty() ? "scribe list shows what is there"
                                      : fmt::format("it has another name now: scribe show '{}'",
                                                    base::single_line(model::format_ref(later.back().record))));
        }
        std::vector<std::string> names;
        std::vector<std::string> refs;
        // A part of a table is looked for by its table.
        auto const &word = pattern.parts[pattern.parts.size() == 3 ? 1 : pattern.parts.size() - 1];
        store.names({Kind::table, Kind::view}, [&](std::string_view schema, std::string_view name) {
            names.emplace_back(name);
            refs.push_back(model::format_ref(schema, name));
        });
        auto const near = base::nearest(word, names);
        auto const search = fmt::format("scribe list --search '{}' --type all", pattern.parts.back());
        auto const what = m_types.empty() ? "" : base::join(m_types, " or ") + " ";
        auto const message = fmt::format("there is no {}\"{}\" in the catalog", what, text);
        if (!near || *near == word) throw Error(ExitCode::differs, message, search + " looks for it");
        auto const at = static_cast<std::size_t>(std::ranges::find(names, *near) - names.begin());
        throw Error(ExitCode::differs, message,
                    fmt::format("did you mean {}? {} looks further", base::single_line(refs[at]), search));
    }

    RefOptions m_refs;
    OutputOptions m_output;
    std::vector<std::string> m_types;
    std::string m_source;
    TypeSelection m_only;
    std::int64_t m_limit = 50;
};

} // namespace

std::unique_ptr<Command> make_show_command() { return std::make_unique<ShowCommand>(); }

} // namespace scribe::cli
