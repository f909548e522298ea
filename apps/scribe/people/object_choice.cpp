// SPDX-License-Identifier: MIT
#include "people/object_choice.hpp"

#include "base/text.hpp"
#include "model/filter.hpp"
#include "options/source_option.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using model::Kind;

constexpr std::size_t k_most_named = 10;

/// What a name means first.
std::vector<std::vector<Kind>> const &ranks() {
    static std::vector<std::vector<Kind>> const k_ranks = {
        {Kind::table, Kind::view},
        {Kind::routine},
        {Kind::type},
        {Kind::sequence},
        {Kind::schema},
        {Kind::extension, Kind::publication, Kind::server, Kind::event_trigger, Kind::statistics},
        {Kind::column},
        {Kind::constraint, Kind::index, Kind::trigger, Kind::rule, Kind::policy}};
    return k_ranks;
}

bool is_glob(model::RefPattern const &pattern) {
    for (std::size_t i = 0; i < pattern.parts.size(); ++i) {
        if (!pattern.quoted[i] && base::has_glob(pattern.parts[i])) return true;
    }
    return base::has_glob(pattern.source);
}

ChosenObject database(catalog::SourceRow source) { return {std::move(source), std::nullopt, false}; }

class Chooser {
public:
    Chooser(catalog::Store &store, ObjectChoice const &choice, model::RefPattern pattern)
        : m_store(store), m_choice(choice), m_pattern(std::move(pattern)), m_only(parse_types(choice.types)) {}

    std::vector<ChosenObject> run(bool removed) {
        for (bool const any_case : {false, true}) {
            for (auto const &rank : ranks()) {
                auto found = list(rank, any_case);
                if (found.size() > 1 && !is_glob(m_pattern)) refuse_several(found);
                if (!found.empty()) return found;
            }
        }
        if (m_choice.types.empty() && m_pattern.parts.size() == 1 && m_pattern.source.empty()) {
            if (auto source = m_store.find_source(m_pattern.parts.front())) return {database(std::move(*source))};
        }
        if (removed) {
            if (auto gone = m_store.find_removed(m_pattern))
                return {{*m_store.find_source(gone->source), std::move(gone->record), true}};
        }
        refuse_none();
    }

private:
    std::vector<ChosenObject> list(std::vector<Kind> const &rank, bool any_case) {
        catalog::ObjectQuery query;
        std::ranges::copy_if(rank, std::back_inserter(query.kinds), [this](Kind kind) {
            return m_only.kinds.empty() || std::ranges::find(m_only.kinds, kind) != m_only.kinds.end();
        });
        std::vector<ChosenObject> found;
        if (query.kinds.empty()) return found;
        query.subkinds = m_only.subkinds;
        query.patterns = {m_pattern};
        query.source = m_choice.source;
        query.limit = 0;
        if (any_case) query = in_any_case(std::move(query));
        m_store.list(query, [&](catalog::ObjectRow &&row) {
            found.push_back({*m_store.find_source(row.source), std::move(row.record), false});
        });
        return found;
    }

    [[noreturn]] void refuse_several(std::vector<ChosenObject> const &found) const {
        std::vector<std::string> names;
        for (auto const &one : found) {
            if (names.size() == k_most_named) break;
            names.push_back(
                fmt::format("{} {}:{}", type_name(one.record->kind), one.source.name, base::single_line(one.ref())));
        }
        throw Error(ExitCode::usage,
                    fmt::format("\"{}\" means {} objects: {}{}", base::single_line(m_choice.ref), found.size(),
                                base::join(names, ", "), found.size() > k_most_named ? ", ..." : ""),
                    "name the schema, the source or the --type, too; * and ? mean several");
    }

    [[noreturn]] void refuse_none() {
        std::vector<std::string> names, refs;
        m_store.names({Kind::table, Kind::view}, [&](std::string_view schema, std::string_view name) {
            names.emplace_back(name);
            refs.push_back(model::format_ref(schema, name));
        });
        // Any part of the reference may be the table with the slip in it.
        std::string hint = "scribe search finds parts of names";
        for (auto const &word : m_pattern.parts) {
            auto const near = base::nearest(word, names);
            if (!near || *near == word) continue;
            auto const at = static_cast<std::size_t>(std::ranges::find(names, *near) - names.begin());
            hint = fmt::format("did you mean {}?", base::single_line(refs[at]));
        }
        throw Error(
            ExitCode::usage,
            fmt::format("there is no \"{}\" in the catalog", base::single_line(base::utf8_head(m_choice.ref, 200))),
            hint);
    }

    catalog::Store &m_store;
    ObjectChoice const &m_choice;
    model::RefPattern m_pattern;
    TypeSelection m_only;
};

} // namespace

void add_object_choice(CLI::App &app, ObjectChoice &choice) {
    app.add_option("ref", choice.ref,
                   "The object: [source:]schema.table.column or the end of it; SOURCE: is the database itself; * and ? "
                   "mean several")
        ->type_name("REF")
        ->required();
    add_type_option(app, choice.types, "Only an object of this type: table, column, function, ...");
    app.add_option("--source", choice.source, "Only objects of this source")->type_name("NAME")->group("Selection");
}

std::int64_t ChosenObject::id() const {
    if (!record) return model::database_id(source.name);
    return model::object_id(source.name, record->kind, record->schema, record->table, record->name);
}

std::string ChosenObject::ref() const { return record ? model::format_ref(*record) : source.name + ":"; }

std::optional<std::string> database_of(std::string_view ref) {
    if (ref.size() < 2 || ref.back() != ':') return std::nullopt;
    auto const name = ref.substr(0, ref.size() - 1);
    bool const plain = name.find_first_of("\":.!*?") == std::string_view::npos;
    return plain ? std::optional{std::string{name}} : std::nullopt;
}

std::vector<model::RefPattern> patterns_of(RefOptions refs, std::vector<std::string> &databases, Context &context) {
    std::erase_if(refs.refs, [&](std::string const &ref) {
        auto name = database_of(ref);
        if (name) databases.push_back(std::move(*name));
        return name.has_value();
    });
    return refs.patterns(context);
}

std::string row_ref(std::string const &source, std::optional<model::Kind> kind, std::string const &schema,
                    std::string const &table, std::string const &name, bool several_sources) {
    if (!kind) return source + ":";
    model::Record record;
    record.kind = *kind;
    record.schema = schema;
    record.table = table;
    record.name = name;
    return (several_sources ? source + ":" : "") + model::format_ref(record);
}

std::string_view type_name(std::optional<model::Kind> kind) { return kind ? model::kind_name(*kind) : "database"; }

std::vector<ChosenObject> choose_objects(catalog::Store &store, ObjectChoice const &choice, bool removed) {
    if (!choice.source.empty()) need_source(store, choice.source);
    if (auto const name = database_of(choice.ref)) return {database(need_source(store, *name))};
    auto pattern = model::parse_ref(choice.ref);
    if (pattern.exclude) throw Error(ExitCode::usage, "only objects to leave out are named", "name what is meant");
    return Chooser{store, choice, std::move(pattern)}.run(removed);
}

} // namespace scribe::cli
