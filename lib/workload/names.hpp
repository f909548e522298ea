// SPDX-License-Identifier: MIT
#pragma once

#include "model/kind.hpp"
#include "model/reader.hpp"
#include "sql/statement.hpp"

#include <map>
#include <string>
#include <vector>

namespace scribe::workload {

/// The tables and views of a database, for names in statements: those without a schema are looked for in public (main)
/// first, then in the schema that comes first by name.
class ModelNames final : public sql::Names {
public:
    /// Of nothing: only what statements say themselves is known.
    ModelNames() = default;
    explicit ModelNames(model::ModelReader &reader);

    std::optional<sql::TableName> find_table(std::string_view schema, std::string_view table) const override;
    std::vector<std::string> const *columns(sql::TableName const &table) const override;
    /// What it is: table or view. Nothing for another name.
    std::optional<model::Kind> kind(sql::TableName const &table) const;

private:
    struct Known {
        model::Kind kind = model::Kind::table;
        std::vector<std::string> columns;
    };
    std::map<sql::TableName, Known> m_tables;
    std::map<std::string, std::vector<std::string>, std::less<>> m_schemas; ///< by name of the table
};

} // namespace scribe::workload
