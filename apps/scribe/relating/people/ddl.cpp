// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "options/source_option.hpp"
#include "relating/people/actions.hpp"
#include "relating/people/key_script.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using catalog::RelationshipRow;

/// The one source that the relationships lie in; it must be one whose tables take keys.
catalog::SourceRow source_of(catalog::Store &store, std::vector<RelationshipRow> const &rows) {
    auto const &name = rows.front().source;
    if (std::ranges::any_of(rows, [&](RelationshipRow const &row) { return row.source != name; }))
        throw Error(ExitCode::usage, "the relationships lie in several sources",
                    "--source NAME says whose keys to write");
    auto source = need_source(store, name);
    if (source.product == "SQLite")
        throw Error(ExitCode::usage, fmt::format("{}: SQLite cannot add a foreign key to a table that is there", name),
                    "make the table anew with the key in its CREATE TABLE and copy the rows");
    if (source.product != "PostgreSQL")
        throw Error(ExitCode::usage, fmt::format("{}: scribe writes keys for PostgreSQL, not for {}", name,
                                                 source.product.empty() ? "an unknown product" : source.product));
    return source;
}

} // namespace

void run_relate_ddl(RelateDdlOptions const &options, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::read);
    auto const &choice = options.choice;
    if (choice.source.empty() && store.sources().size() == 1) {
        // The answer about SQLite does not wait for relationships.
        source_of(store, {{0, store.sources().front().name, {}}});
    }
    // Open ones only where a person says how sure is sure enough.
    auto rows = choose(store, choice,
                       choice.min_confidence ? std::vector<std::string>{"open", "accepted"}
                                             : std::vector<std::string>{"accepted"},
                       context);
    auto const source = source_of(store, rows);
    std::erase_if(rows, [](RelationshipRow const &row) { return row.relationship.status == "declared"; });
    if (rows.empty())
        throw Error(ExitCode::usage, "nothing is accepted that no foreign key declares yet",
                    "scribe relate accept says which are meant; --min-confidence takes the surest");
    KnownTables tables{store, source};
    KeyScript script{tables};
    for (auto const &row : rows) script.add(row.relationship);
    Output out{context, options.file};
    out.write(options.rollback ? script.rollback() : script.script());
    out.finish();
    auto const left = static_cast<std::int64_t>(rows.size()) - script.keys();
    base::log::info("{} for {}{}", base::counted(script.keys(), "foreign key"),
                    base::counted(static_cast<std::int64_t>(rows.size()), "relationship"),
                    left > 0 ? "; the others cannot be declared, and the script says why" : "");
}

} // namespace scribe::cli
