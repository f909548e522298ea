// SPDX-License-Identifier: MIT
#include "compare/common_state.hpp"

#include "base/interrupt.hpp"
#include "catalog/scan_writer.hpp"
#include "compare/side.hpp"
#include "model/serialize.hpp"
#include "source/tbls/common_form.hpp"

#include <fmt/format.h>

#include <unordered_set>

namespace scribe::cli {

namespace {

using model::Kind;
using Ids = std::unordered_set<std::int64_t>;
using source::tbls::CommonForm;

template <typename Visit> void for_each(model::ModelReader &reader, Kind kind, Visit const &visit) {
    auto const cursor = reader.read(kind);
    for (model::Record record; cursor->next(record); base::check_interrupt()) visit(record);
}

std::int64_t id_of(model::Record const &record) {
    return model::object_id("", record.kind, record.schema, record.table, record.name);
}
/// Of the table or view, which have one name space.
std::int64_t relation_id(std::string const &schema, std::string const &name) {
    return model::object_id("", Kind::table, schema, "", name);
}

/// What is the same for both sides.
struct Shared {
    std::set<std::string> schemas;
    std::string product;
    Ids of_extensions;
    Ids columns; ///< SQLite: those of the file, which has no generated or hidden ones when tbls wrote it
};

void gather_extensions(Side &side, CommonForm const &form, Shared &shared) {
    auto const reader = side.whole();
    for (auto const kind : {Kind::table, Kind::view, Kind::type, Kind::routine}) {
        for_each(*reader, kind, [&](model::Record &record) {
            if (record.extension.empty()) return;
            bool const relation = kind == Kind::table || kind == Kind::view;
            if (relation) shared.of_extensions.insert(relation_id(record.schema, record.name));
            else if (form.reduce(record)) shared.of_extensions.insert(id_of(record));
        });
    }
}

bool is_of_extension(model::Record const &record, Shared const &shared) {
    bool const relation = record.kind == Kind::table || record.kind == Kind::view || !record.table.empty();
    auto const &name = record.table.empty() ? record.name : record.table;
    return shared.of_extensions.contains(relation ? relation_id(record.schema, name) : id_of(record));
}

/// A generated or hidden column of SQLite that the file leaves out.
bool is_untold(model::Record const &record, Shared const &shared) {
    if (shared.product != "SQLite" || record.kind != Kind::column || shared.columns.contains(id_of(record)))
        return false;
    auto const column = model::from_record<model::Column>(record);
    return column.hidden || !column.generated.empty();
}

CommonState make_state(Side &side, model::ModelReader &reader, Shared const &shared) {
    CommonForm form{shared.schemas, shared.product};
    for_each(reader, Kind::type,
             [&](model::Record const &record) { form.know(model::from_record<model::Type>(record)); });
    for_each(reader, Kind::constraint,
             [&](model::Record const &record) { form.know(model::from_record<model::Constraint>(record)); });
    auto store = catalog::Store::temporary();
    catalog::SourceRow row;
    row.name = side.source().name;
    row.product = shared.product;
    catalog::ScanWriter writer{store, row, "diff"};
    Ids seen;
    for (auto const kind : model::k_all_kinds) {
        for_each(reader, kind, [&](model::Record &record) {
            if (is_untold(record, shared) || !form.reduce(record) || is_of_extension(record, shared)) return;
            auto const name = record.name;
            for (int n = 2; !seen.insert(id_of(record)).second; ++n) record.name = fmt::format("{}~{}", name, n);
            writer.put(std::move(record));
        });
    }
    writer.finish({});
    auto state_reader = store.version(*store.find_source(row.name), std::nullopt, {});
    return {std::move(store), std::move(state_reader)};
}

} // namespace

std::pair<CommonState, CommonState> as_tbls_tells(Side &before, Side &after, model::ObjectFilter const &filter) {
    Shared shared;
    shared.product = before.source().product;
    for (auto *side : {&before, &after}) {
        auto const reader = side->reader(filter);
        for_each(*reader, Kind::schema, [&](model::Record const &record) { shared.schemas.insert(record.schema); });
        if (!side->is_from_tbls()) continue;
        for_each(*reader, Kind::column, [&](model::Record const &record) { shared.columns.insert(id_of(record)); });
    }
    CommonForm const form{shared.schemas, shared.product};
    for (auto *side : {&before, &after}) {
        if (!side->is_from_tbls()) gather_extensions(*side, form, shared);
    }
    auto old_state = make_state(before, *before.reader(filter), shared);
    return {std::move(old_state), make_state(after, *after.reader(filter), shared)};
}

} // namespace scribe::cli
