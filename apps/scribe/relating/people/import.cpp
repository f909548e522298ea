// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "context/draft.hpp"
#include "options/source_option.hpp"
#include "profiling/selection.hpp"
#include "relating/people/actions.hpp"
#include "relating/people/decide.hpp"
#include "relating/people/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <set>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using catalog::RelationshipChange;
using context::RelationDraft;

context::RelationFormat format_of(RelateImportOptions const &options) {
    if (!options.format.empty()) return *context::relation_format(options.format);
    if (auto const format = context::format_of_file(options.file)) return *format;
    throw Error(ExitCode::usage, fmt::format("{} does not tell its format", base::single_line(options.file)),
                "--format says it: " + base::join(context::relation_format_names(), ", "));
}

std::string text_of(std::string const &file, Context &context) {
    // A byte more than a file may have, so that the reader refuses it.
    if (file == "-") {
        std::string text;
        for (std::istreambuf_iterator<char> it{context.in}, end; it != end && text.size() <= context::k_most_bytes;
             ++it)
            text.push_back(*it);
        return text;
    }
    std::error_code error;
    auto const path = context.working_folder / file;
    if (!std::filesystem::is_regular_file(path, error))
        throw Error(ExitCode::config, fmt::format("{}: there is no such file", base::single_line(file)),
                    "- reads standard input");
    if (std::filesystem::file_size(path, error) > context::k_most_bytes)
        throw Error(ExitCode::config, fmt::format("{}: the file is larger than {}", base::single_line(file),
                                                  base::human_bytes(context::k_most_bytes)));
    return base::read_file(path).value_or("");
}

/// Errors of words become errors of the file at this place.
template <typename Work> auto at_place(RelationDraft const &draft, Work const &work) {
    try {
        return work();
    } catch (Error const &error) {
        if (error.code() != ExitCode::usage) throw;
        throw Error(ExitCode::config, fmt::format("{}: {}", draft.place, error.what()), error.hint());
    }
}

/// Makes changes of what a file says, against what the catalog knows.
class Importer {
public:
    Importer(catalog::Store &store, std::string source, std::string file)
        : m_store(store), m_source(std::move(source)), m_file(std::move(file)) {}

    std::vector<RelationshipChange> changes(std::vector<RelationDraft> &drafts) {
        check_tables(drafts);
        std::vector<RelationshipChange> changes;
        std::map<std::int64_t, std::string> places;
        for (auto const &draft : drafts) {
            auto change = at_place(draft, [&] { return change_of(draft); });
            auto const id = catalog::relationship_id(change.source.name, *change.after);
            auto const [first, fresh] = places.emplace(id, draft.place);
            if (!fresh)
                throw Error(ExitCode::config,
                            fmt::format("{}: {} stands in {} already", draft.place,
                                        base::single_line(model::relationship_text(*change.after)), first->second));
            changes.push_back(std::move(change));
        }
        return changes;
    }

private:
    KnownTables &tables_of(RelationDraft const &draft) {
        auto const name = m_source.empty() ? draft.source : m_source;
        auto const known = m_tables.find(name);
        if (known != m_tables.end()) return known->second;
        return m_tables.emplace(name, KnownTables{m_store, profile_source(m_store, name, {})}).first->second;
    }

    /// All that are missing are told at once.
    void check_tables(std::vector<RelationDraft> const &drafts) {
        std::vector<std::string> missing;
        std::set<std::string> seen;
        std::string hint;
        for (auto const &draft : drafts) {
            at_place(draft, [&] {
                auto const &tables = tables_of(draft);
                for (auto const *const end : {&draft.from, &draft.to}) {
                    if (tables.find(end->schema, end->table)) continue;
                    auto const name = base::single_line(model::format_ref(end->schema, end->table));
                    if (!seen.insert(name).second) continue;
                    missing.push_back(fmt::format("{} ({})", name, draft.place));
                    if (hint.empty()) hint = tables.near(end->schema, end->table);
                }
            });
        }
        if (missing.empty()) return;
        constexpr std::size_t k_most = 20;
        auto const count = missing.size();
        if (count > k_most) {
            missing.resize(k_most);
            missing.push_back(fmt::format("{} more", count - k_most));
        }
        throw Error(ExitCode::config,
                    fmt::format("{}: {} not in the catalog: {}", m_file,
                                count == 1 ? "1 table is" : fmt::format("{} tables are", count),
                                base::join(missing, ", ")),
                    hint);
    }

    RelationshipChange change_of(RelationDraft const &draft) {
        auto &tables = tables_of(draft);
        auto from = tables.resolve(draft.from);
        auto to = tables.resolve(draft.to);
        if (draft.either_way && tables.get({from.schema, from.table}).is_primary_key(from.columns) &&
            !tables.get({to.schema, to.table}).is_primary_key(to.columns))
            std::swap(from, to);
        auto made = manual_relationship(tables, std::move(from), std::move(to));
        made.type_value = draft.type_value;
        if (!draft.type_column.empty())
            made.type_column = tables.resolve({made.from.schema, made.from.table, {draft.type_column}}).columns.front();
        auto const known = catalog::find_relationship(m_store, catalog::relationship_id(tables.source().name, made));
        auto one = known ? known->relationship : made;
        // A declared key takes the rule only: the rest is the database's word.
        bool const declared = one.status == "declared";
        RelationWords words;
        words.rule = draft.rule;
        if (!declared) {
            words.cardinality = draft.cardinality;
            words.condition = draft.condition;
            words.name = draft.name;
        }
        one = with_words(tables, std::move(one), words);
        if (!declared) {
            if (draft.optional) one.optional = *draft.optional;
            // What somebody rejected stays so unless the file takes the decision itself.
            if (draft.decision) one.decision = *draft.decision;
            else if (known && known->relationship.decision == "rejected") one.decision = "rejected";
            else one.decision = "accepted";
        }
        return {tables.source(), known ? std::optional{known->relationship} : std::nullopt, std::move(one)};
    }

    catalog::Store &m_store;
    std::string m_source, m_file;
    std::map<std::string, KnownTables> m_tables;
};

} // namespace

void run_relate_import(RelateImportOptions const &options, GlobalOptions const &global, Context &context) {
    auto const format = format_of(options);
    auto const shown = options.file == "-" ? "standard input" : base::single_line(options.file);
    auto drafts = context::read_relations(text_of(options.file, context), format, shown);
    auto store = open_catalog(global, context, options.dry_run ? catalog::Access::read : catalog::Access::write);
    if (!options.source.empty()) need_source(store, options.source);
    auto changes = Importer{store, options.source, shown}.changes(drafts);
    std::int64_t fresh = 0, rejected = 0;
    for (auto const &change : changes) {
        fresh += change.before ? 0 : 1;
        rejected +=
            change.before && change.before->decision == "rejected" && change.after->decision == "rejected" ? 1 : 0;
    }
    store_changes(store, std::move(changes), options.dry_run, "relate import", global, context);
    if (fresh > 0 && !options.dry_run) base::log::info("{} new", fresh);
    if (rejected > 0) base::log::info("{} stay rejected; a field decision with accepted takes that back", rejected);
}

} // namespace scribe::cli
