// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/label.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

// What columns hold, seen as personal data. What people decide outlives what rules and values say.
namespace scribe::catalog {

/// Which column a label belongs to.
struct LabelKey {
    std::int64_t column_id = 0, source_id = 0;
};

/// Stores what the rules made of columns, in the transaction that the caller has open: it counts unless a person
/// decided.
class LabelSaver {
public:
    explicit LabelSaver(Store &store);
    void save(LabelKey const &key, model::Label const &judged);

private:
    sqlite::Stmt m_upsert;
};

/// What people decided about these columns, set | rejected, by the column's id.
std::map<std::int64_t, std::string> find_decisions(Store &store, std::vector<std::int64_t> const &columns);

struct LabelQuery {
    std::string source{};
    std::vector<model::RefPattern> patterns{}; ///< tables or columns; empty: all
    model::ObjectFilter filter{};
    std::vector<std::string> entities{}; ///< empty: all
    bool semantic_types = false;         ///< also columns whose values prove a semantic type
    bool all = false;                    ///< all columns that were judged
    std::int64_t limit = 50;             ///< 0 = all
    std::int64_t offset = 0;
};

/// A column and what counts for it.
struct LabelRow {
    std::string source, schema, table, column;
    std::string entity, sensitivity;
    double confidence = 0;
    std::string semantic_type;
    std::string decision; ///< set | rejected: by a person; else empty
    model::Label judged;  ///< by the rules
};

/// Gives the labels in the order of source, schema, table and position. Returns how many there are in all.
std::int64_t list_labels(Store &store, LabelQuery const &query, std::function<void(LabelRow &&)> const &row);

/// The label of a column, if it was ever judged or decided.
std::optional<LabelRow> find_label(Store &store, std::int64_t column_id);

/// What a person says a column is.
struct LabelDecision {
    std::string decision;    ///< set | rejected; empty: the rules decide again
    std::string entity;      ///< of set
    std::string sensitivity; ///< of set
};

/// Stores one decision about many columns as one change set; `with` is called for each of them in its transaction.
/// Returns how many labels changed.
int decide_labels(Store &store, std::vector<LabelKey> const &columns, LabelDecision const &decision,
                  std::string_view author, std::function<void(LabelKey const &)> const &with = {});

/// What a person decided about a column, as events keep it; nothing when the rules decide.
std::optional<std::string> decision_state(Store &store, std::int64_t column_id);
/// The same of a decision.
std::optional<std::string> decision_state(LabelDecision const &decision);
/// Stores such a state in the transaction that the caller has open; events are the caller's. Throws base::Error(usage)
/// that names the column `name` when it is not in the catalog.
void restore_decision(Store &store, std::int64_t column_id, std::optional<std::string> const &state,
                      std::string_view name);

/// The evidence that the newest run stored of a table's columns, by the column's id.
std::map<std::int64_t, model::ClassEvidence> table_evidence(Store &store, std::int64_t table_id);

} // namespace scribe::catalog
