// SPDX-License-Identifier: MIT
#include "catalog/said/object_finder.hpp"

#include "base/text.hpp"
#include "base/words.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::catalog {

namespace {

using model::Kind;

constexpr std::size_t k_most_near = 3;
/// For more rows than that nobody reads them, and they take time.
constexpr int k_most_searches = 1000;

SaidOf said_of(SourceRow const &source, Kind kind, std::string const &schema, std::string const &table,
               std::string const &name) {
    model::Record record;
    record.kind = kind;
    record.schema = schema;
    record.table = table;
    record.name = name;
    return {model::object_id(source.name, kind, schema, table, name), source.id, model::format_ref(record)};
}

/// A routine may be named without its argument types.
std::string_view bare_name(Kind kind, std::string_view name) {
    return kind == Kind::routine ? name.substr(0, name.find('(')) : name;
}

bool has(std::vector<Kind> const &kinds, Kind kind) { return std::ranges::find(kinds, kind) != kinds.end(); }

/// The names that a slip or two make `word` of, the nearest first.
template <typename Names> std::vector<std::string> nearest(std::string_view word, Names const &names) {
    auto const folded = base::fold_case(word);
    auto const most = std::max<std::size_t>(2, folded.size() / 3);
    std::vector<std::pair<std::size_t, std::string>> found;
    for (auto const &[name, ref] : names) {
        auto const other = base::fold_case(name);
        auto const longer = std::max(other.size(), folded.size()), shorter = std::min(other.size(), folded.size());
        if (longer - shorter > most) continue;
        auto const distance = base::typing_distance(folded, other);
        if (distance <= most) found.emplace_back(distance, ref);
    }
    std::ranges::sort(found);
    std::vector<std::string> refs;
    for (auto &[distance, ref] : found) {
        if (refs.size() < k_most_near && std::ranges::find(refs, ref) == refs.end()) refs.push_back(std::move(ref));
    }
    return refs;
}

FoundObject missing(std::string why) { return {std::nullopt, std::move(why), {}}; }

/// What "schema.table" or "schema.table.column" in one cell says, when nothing is called so; nothing for other texts.
std::optional<WrittenObject> split_name(WrittenObject const &written) {
    bool const in_name = written.table.empty();
    auto const &text = in_name ? written.name : written.table;
    if (!written.schema.empty() || text.find('.') == std::string::npos) return std::nullopt;
    model::RefPattern pattern;
    try {
        pattern = model::parse_ref(text);
    } catch (base::Error const &) {
        return std::nullopt;
    }
    auto const &parts = pattern.parts;
    if (parts.size() < 2) return std::nullopt;
    auto split = written;
    if (parts.size() == 3) {
        if (!in_name && !written.name.empty()) return std::nullopt;
        split.schema = parts[0], split.table = parts[1], split.name = parts[2];
    } else if (in_name && (!written.kind || model::is_table_part(*written.kind))) {
        split.table = parts[0], split.name = parts[1];
    } else {
        split.schema = parts[0];
        (in_name ? split.name : split.table) = parts[1];
    }
    return split;
}

} // namespace

ObjectFinder::ObjectFinder(Store &store, std::string source) : m_store(store), m_source(std::move(source)) {}

ObjectFinder::Names *ObjectFinder::names_of(std::string const &wanted, FoundObject &found) {
    auto const name = m_source.empty() ? wanted : m_source;
    if (auto const known = m_names.find(name); known != m_names.end()) return &known->second;
    std::optional<SourceRow> source;
    if (name.empty()) {
        auto sources = m_store.sources();
        if (sources.size() == 1) source = std::move(sources.front());
        else found.why = sources.empty() ? "nothing was scanned yet" : "there are several sources, and it names none";
    } else {
        source = m_store.find_source(name);
        if (!source) found.why = fmt::format("there is no source \"{}\"", base::single_line(name));
    }
    if (!source) return nullptr;
    Names names;
    sqlite::Stmt select{m_store.db(), "SELECT kind, schema_name, name FROM object WHERE source_id = ? AND table_name = "
                                      "'' AND removed_scan IS NULL"};
    select.bind(1, source->id);
    while (select.step()) {
        auto const kind = model::kind_from_name(select.get_text(0));
        if (!kind) continue;
        auto const object = select.get_text(2);
        if (kind == Kind::schema) names.schemas.emplace_back(object);
        else
            names.by_name.emplace(base::fold_case(bare_name(*kind, object)),
                                  Named{*kind, std::string{select.get_text(1)}, std::string{object}});
    }
    names.source = std::move(*source);
    return &m_names.emplace(name, std::move(names)).first->second;
}

void ObjectFinder::load_parts(Names &names, Named const &table) {
    auto key = table.schema + '\0' + table.name;
    if (names.table == key) return;
    names.table = std::move(key);
    names.parts.clear();
    sqlite::Stmt select{m_store.db(), "SELECT kind, name FROM object WHERE source_id = ? AND schema_name = ? AND "
                                      "table_name = ? AND kind IN ('column', 'constraint', 'index', 'trigger', 'rule', "
                                      "'policy') AND removed_scan IS NULL"};
    select.bind(1, names.source.id);
    select.bind(2, table.schema);
    select.bind(3, table.name);
    while (select.step()) {
        if (auto const kind = model::kind_from_name(select.get_text(0)))
            names.parts.emplace_back(*kind, select.get_text(1));
    }
}

/// The only one of that name: exact before another case, the schema that is said or any.
std::optional<ObjectFinder::Named> ObjectFinder::find_named(Names const &names, std::vector<Kind> const &kinds,
                                                            std::string const &schema, std::string const &name,
                                                            FoundObject &found) const {
    std::vector<Named const *> all, exact;
    auto const folded = base::fold_case(name);
    auto const key = has(kinds, Kind::routine) ? bare_name(Kind::routine, folded) : std::string_view{folded};
    auto const [from, to] = names.by_name.equal_range(key);
    for (auto it = from; it != to; ++it) {
        auto const &one = it->second;
        if (!has(kinds, one.kind)) continue;
        if (key != folded && base::fold_case(one.name) != folded) continue;
        if (!schema.empty() && base::fold_case(one.schema) != base::fold_case(schema)) continue;
        all.push_back(&one);
        bool const same_name = one.name == name || bare_name(one.kind, one.name) == name;
        if (same_name && (schema.empty() || one.schema == schema)) exact.push_back(&one);
    }
    auto const &meant = exact.empty() ? all : exact;
    if (meant.size() == 1) return *meant.front();
    if (meant.empty()) return std::nullopt;
    found.why = fmt::format("\"{}\" means {} objects", base::single_line(name), meant.size());
    for (auto const *const one : meant) {
        if (found.near.size() < k_most_near) found.near.push_back(model::format_ref(one->schema, one->name));
    }
    return std::nullopt;
}

FoundObject ObjectFinder::find_schema(Names &names, std::string const &schema) {
    std::vector<std::string> alike;
    for (auto const &one : names.schemas) {
        if (one == schema) return {said_of(names.source, Kind::schema, one, "", one), {}, {}};
        if (base::fold_case(one) == base::fold_case(schema)) alike.push_back(one);
    }
    if (alike.size() == 1) return {said_of(names.source, Kind::schema, alike[0], "", alike[0]), {}, {}};
    auto found = missing(fmt::format("there is no schema \"{}\"", base::single_line(schema)));
    std::map<std::string, std::string> candidates;
    for (auto const &one : names.schemas) candidates.emplace(one, model::format_ref("", one));
    found.near = nearest(schema, candidates);
    return found;
}

FoundObject ObjectFinder::find_whole(Names &names, WrittenObject const &written) {
    auto const &name = written.name.empty() ? written.table : written.name;
    std::vector<std::vector<Kind>> tries;
    bool const relation = !written.kind || written.kind == Kind::table || written.kind == Kind::view;
    if (relation) tries.push_back({Kind::table, Kind::view});
    if (written.kind && !relation) tries.push_back({*written.kind});
    if (!written.kind && written.table.empty())
        tries.emplace_back(model::k_all_kinds.begin(), model::k_all_kinds.end());
    FoundObject found;
    for (auto const &kinds : tries) {
        if (auto const one = find_named(names, kinds, written.schema, name, found))
            return {said_of(names.source, one->kind, one->schema, "", one->name), {}, {}};
        if (!found.why.empty()) return found;
    }
    FoundObject other;
    if (auto const split = split_name(written)) {
        other = split->table.empty() || split->name.empty() ? find_whole(names, *split) : find_part(names, *split);
        if (!other.of && !written.kind && written.table.empty())
            other = find_whole(names, {written.source, {}, split->table, "", split->name});
        if (other.of) return other;
    }
    // "a.b" may be the column b of the table a as well.
    FoundObject unclear;
    if (!written.kind && written.name.empty() && !written.schema.empty()) {
        if (find_named(names, {Kind::table, Kind::view}, "", written.schema, unclear))
            return find_part(names, {written.source, {}, "", written.schema, written.table});
        if (!unclear.why.empty()) return unclear;
    }
    found.why = fmt::format("there is no {} {}", relation ? "table or view" : model::kind_text(*written.kind),
                            base::single_line(model::format_ref(written.schema, name)));
    if (++m_searched > k_most_searches) return found;
    std::multimap<std::string, std::string> candidates;
    for (auto const &[folded, one] : names.by_name) {
        if (has(tries.front(), one.kind)) candidates.emplace(one.name, model::format_ref(one.schema, one.name));
    }
    found.near = nearest(name, candidates);
    return found.near.empty() && !other.near.empty() ? other : found;
}

FoundObject ObjectFinder::find_part(Names &names, WrittenObject const &written) {
    FoundObject found;
    auto const kind = written.kind && model::is_table_part(*written.kind) ? *written.kind : Kind::column;
    auto const table = find_named(names, {Kind::table, Kind::view}, written.schema, written.table, found);
    if (!table) {
        if (!found.why.empty()) return found;
        if (auto const split = split_name(written)) return find_part(names, *split);
        auto whole = written;
        whole.kind.reset();
        whole.name.clear();
        return find_whole(names, whole);
    }
    load_parts(names, *table);
    std::vector<std::string> alike;
    std::map<std::string, std::string> candidates;
    for (auto const &[part_kind, name] : names.parts) {
        if (part_kind != kind) continue;
        if (name == written.name) return {said_of(names.source, kind, table->schema, table->name, name), {}, {}};
        if (base::fold_case(name) == base::fold_case(written.name)) alike.push_back(name);
        candidates.emplace(name, model::format_ref("", name));
    }
    if (alike.size() == 1) return {said_of(names.source, kind, table->schema, table->name, alike[0]), {}, {}};
    found.why = fmt::format("{} has no {} \"{}\"", base::single_line(model::format_ref(table->schema, table->name)),
                            model::kind_text(kind), base::single_line(written.name));
    found.near = nearest(written.name, candidates);
    return found;
}

FoundObject ObjectFinder::find(WrittenObject const &written) {
    FoundObject found;
    auto *const names = names_of(written.source, found);
    if (!names) return found;
    bool const only_schema = written.table.empty() && written.name.empty();
    if (only_schema && written.schema.empty()) {
        auto const &source = names->source;
        return {SaidOf{model::database_id(source.name), source.id, source.name + ":"}, {}, {}};
    }
    if (written.kind == Kind::schema || (only_schema && !written.kind))
        return find_schema(*names, only_schema ? written.schema : written.name);
    bool const part =
        written.kind ? model::is_table_part(*written.kind) : !written.table.empty() && !written.name.empty();
    return part && !written.table.empty() ? find_part(*names, written) : find_whole(*names, written);
}

} // namespace scribe::catalog
