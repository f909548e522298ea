// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/parse/code_line.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "model/object_text.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "output/output.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace scribe::cli {

namespace {

using catalog::ObjectQuery;
using model::Kind;

/// Of so many objects the types are named.
constexpr std::int64_t k_look_at = 1000;

ObjectQuery::Sort sort_of(std::string_view word) {
    if (word == "rows") return ObjectQuery::Sort::rows;
    if (word == "size") return ObjectQuery::Sort::size;
    return word == "columns" ? ObjectQuery::Sort::columns : ObjectQuery::Sort::name;
}

class ListCommand final : public Command {
public:
    std::string_view name() const override { return "list"; }
    std::string_view summary() const override { return "Lists tables, columns and all other objects of the catalog"; }

    void bind(CLI::App &app) override {
        add_ref_options(app, m_refs,
                        "Only these objects: [source:]schema.name or name, * and ? match, !REF leaves out");
        char const *const group = "Selection";
        add_type_option(app, m_types,
                        "Types of objects: table, view, column, foreign-key, enum, ... or all; else tables and views");
        app.add_option("--schema", m_filter.schemas, "Only these schemas: [source:]schema (globs; !GLOB leaves out)")
            ->type_name("GLOB")
            ->allow_extra_args(false)
            ->group(group);
        app.add_option("--source", m_query.source, "Only this source")->type_name("NAME")->group(group);
        app.add_option("--search", m_query.search, "Only objects with this text in their name or comment, any case")
            ->type_name("TEXT")
            ->group(group);
        auto *const described =
            app.add_flag("--described", m_query.described, "Only objects with a description")->group(group);
        app.add_flag("--undescribed", m_query.undescribed, "Only objects without a description")
            ->group(group)
            ->excludes(described);
        app.add_flag("--extension-objects", m_query.extension_objects,
                     "Also objects that belong to an extension, and SQLite's shadow tables")
            ->group(group);
        app.add_option("--sort", m_sort, "By name, or the largest first by rows, size or columns")
            ->type_name("KEY")
            ->check(CLI::IsMember({"name", "rows", "size", "columns"}))
            ->group("Output");
        add_page_options(app, m_query.limit, m_query.offset);
        add_output_options(app, m_output, {"table", "json", "jsonl", "csv"});
        app.footer("scribe list --sort size --limit 10\nscribe list 'product*' '!product_search'\n"
                   "scribe list --type column 'order.*' -t csv\nscribe list --type foreign-key --search customer");
    }

    base::ExitCode run(Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::read);
        auto const types = parse_types(m_types.empty() ? std::vector<std::string>{"table", "view"} : m_types);
        m_query.kinds = types.kinds;
        m_query.subkinds = types.subkinds;
        m_query.patterns = m_refs.patterns(context);
        m_query.filter = m_filter.filter();
        m_query.sort = sort_of(m_sort);
        check_sort();
        // The only extension objects that have a type of their own: who names it asks for them.
        bool const shadows =
            types.subkinds.size() == 1 && std::string_view{types.subkinds.front()->name} == "shadow-table";
        if (shadows && types.kinds.size() == 1) m_query.extension_objects = true;
        auto const sources = store.sources();
        check_sources(store);
        ListWriter writer{context, m_output, columns(sources.size() > 1)};
        std::int64_t shown = 0;
        std::int64_t total = 0;
        // A file without any line asks for nothing, not for everything.
        if (m_refs.from_file.empty() || !m_query.patterns.empty()) {
            auto const write = [&](catalog::ObjectRow &&row) {
                writer.row(cells(row, sources.size() > 1));
                ++shown;
            };
            total = store.list(m_query, write);
            if (total == 0 && !m_query.patterns.empty()) total = store.list(in_any_case(m_query), write);
        }
        writer.finish(total);
        if (m_output.format != "json")
            base::log::info("{}{}", footer(shown, total, sources.empty()), total == 0 ? elsewhere(store) : "");
        return base::ExitCode::ok;
    }

private:
    void check_sources(catalog::Store &store) const {
        if (!m_query.source.empty() && !base::has_glob(m_query.source)) need_source(store, m_query.source);
        auto named = m_query.filter.sources(true);
        for (auto const &pattern : m_query.patterns) named.push_back(pattern.source);
        check_sources_named(named, source_names(store, m_query.source));
    }

    /// Sorting by a figure that nothing listed has would sort by name and not say so.
    void check_sort() const {
        bool const sorts = m_query.sort == ObjectQuery::Sort::name || m_query.kinds.empty() ||
                           std::ranges::any_of(m_query.kinds, [this](Kind kind) {
                               return kind == Kind::table || kind == Kind::view ||
                                      (kind == Kind::index && m_query.sort == ObjectQuery::Sort::size);
                           });
        if (sorts) return;
        throw base::Error(base::ExitCode::usage,
                          fmt::format("--sort {} is not for {}", m_sort, model::kind_plural(m_query.kinds.front())),
                          "rows and columns are figures of tables and views, size also of indexes; all else is sorted "
                          "by name");
    }

    /// When there is no table or view, which other objects the patterns find.
    std::string elsewhere(catalog::Store &store) const {
        if (!m_types.empty() || m_query.patterns.empty()) return {};
        auto query = m_query;
        query.kinds.clear();
        query.sort = ObjectQuery::Sort::name;
        query.limit = k_look_at;
        query.offset = 0;
        std::set<std::string_view> kinds;
        auto const total =
            store.list(query, [&kinds](catalog::ObjectRow &&row) { kinds.insert(model::kind_name(row.record.kind)); });
        if (total == 0) return {};
        return fmt::format("; {}: add --type {}", base::counted(total, "other object does", "other objects do"),
                           fmt::join(kinds, ","));
    }

    std::vector<OutputColumn> columns(bool several_sources) const {
        bool relations = true; // only kinds that have columns and rows
        bool sized = true;
        for (auto const kind : m_query.kinds) {
            bool const relation = kind == Kind::table || kind == Kind::view;
            relations = relations && relation;
            sized = sized && (relation || kind == Kind::index);
        }
        auto const title = [](bool shown, char const *text) { return std::string{shown ? text : ""}; };
        return {{"source", title(several_sources, "SOURCE")},
                {"ref", "REF", false, true},
                {"kind", ""},
                {"subkind", "KIND"},
                {"schema", ""},
                {"table", ""},
                {"name", ""},
                {"rows", title(relations, "ROWS"), true},
                {"rows_exact", ""},
                {"total_bytes", title(sized, "SIZE"), true},
                {"bytes_exact", ""},
                {"columns", title(relations, "COLUMNS"), true},
                {"detail", title(!relations, "DETAIL"), false, true},
                {"extension", ""},
                {"comment", "COMMENT", false, true}};
    }

    static std::vector<Cell> cells(catalog::ObjectRow const &row, bool several_sources) {
        auto const &record = row.record;
        auto const stats = record.stats.value_or(model::Stats{});
        auto const name = model::format_ref(record);
        Cell ref{several_sources ? row.source + ":" + name : name};
        ref.shown = base::single_line(name);
        Cell detail{model::summary_line(record)};
        detail.shown = base::code_line(std::get<std::string>(detail.value));
        Cell rows{stats.rows};
        if (stats.rows && !stats.rows_exact) rows.shown = "≈ " + base::group_digits(*stats.rows);
        Cell const exact = stats.rows ? Cell{stats.rows_exact} : Cell{};
        auto size = Cell::bytes(stats.total_bytes);
        if (stats.total_bytes && !stats.bytes_exact) size.shown = "≈ " + base::human_bytes(*stats.total_bytes);
        Cell const measured = stats.total_bytes ? Cell{stats.bytes_exact} : Cell{};
        return {row.source,
                ref,
                model::kind_name(record.kind),
                kind_label(record),
                record.schema,
                record.table,
                record.name,
                rows,
                exact,
                size,
                measured,
                row.columns,
                detail,
                record.extension,
                record.comment};
    }

    std::string footer(std::int64_t shown, std::int64_t total, bool empty_catalog) const {
        std::string many = "objects";
        auto all = base::counted(total, "object");
        if (m_types.empty()) {
            many = "tables and views";
            all = base::counted(total, "table or view", many);
        } else if (m_query.kinds.size() == 1 && m_query.subkinds.size() == 1) {
            many = m_query.subkinds.front()->plural;
            std::string one{m_query.subkinds.front()->name};
            std::ranges::replace(one, '-', ' ');
            all = base::counted(total, one, many);
        } else if (m_query.kinds.size() == 1) {
            many = model::kind_plural(m_query.kinds.front());
            all = model::counted(total, m_query.kinds.front());
        }
        if (empty_catalog) return "the catalog is empty; scribe scan fills it";
        if (total == 0) return fmt::format("no {}", m_query.patterns.empty() ? many : many + " match");
        return shown == total ? all : fmt::format("{} of {}; --limit 0 shows all", base::group_digits(shown), all);
    }

    RefOptions m_refs;
    FilterOptions m_filter;
    OutputOptions m_output;
    ObjectQuery m_query;
    std::vector<std::string> m_types;
    std::string m_sort = "name";
};

} // namespace

std::unique_ptr<Command> make_list_command() { return std::make_unique<ListCommand>(); }

} // namespace scribe::cli
