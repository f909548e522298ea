// SPDX-License-Identifier: MIT
#include "describe/model/prompt.hpp"

#include "base/text.hpp"
#include "describe/model/answers.hpp"
#include "describe/model/request.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::describe {

namespace {

std::string id_of(TableEvidence const &table, ModelContext const &context, std::string_view part) {
    return fmt::format("{}:{}/{}", context.source, model::format_ref(table.ref.schema, table.ref.name), part);
}

void begin_table(base::JsonWriter &json, TableEvidence const &table, ModelContext const &context) {
    json.begin_object();
    write_database(json, context);
    json.key("table");
    json.begin_object();
    write_table(json, table, context);
}

} // namespace

llm::Request database_request(DatabaseOutline const &database) {
    base::JsonWriter json;
    json.begin_object();
    json.member("database", database.database);
    write_text(json, "said", database.comment);
    json.member("tables_in_all", database.tables_in_all);
    json.key("tables");
    json.begin_array();
    for (auto const &table : database.tables) json.value(table.schema + "." + table.name);
    json.end_array();
    json.end_object();
    return make_request(
        database.source + "/database",
        "Say in one or two sentences what the database as a whole is for, as far as the names of its tables "
        "show it.",
        json.take(), std::string{k_summary_schema}, 1);
}

llm::Request table_request(TableEvidence const &table, ModelContext const &context,
                           std::vector<std::string> const *texts) {
    base::JsonWriter json;
    begin_table(json, table, context);
    write_columns_briefly(json, table, texts);
    json.end_object();
    json.end_object();
    return make_request(id_of(table, context, texts ? "again" : "table"),
                        fmt::format("Describe the {}: what one row of it stands for, and what it is used for.",
                                    table.view ? "view" : "table"),
                        json.take(), text_schema(), 1);
}

llm::Request columns_request(TableEvidence const &table, ModelContext const &context,
                             std::vector<std::size_t> const &places, std::string const &table_text,
                             std::size_t number) {
    base::JsonWriter json;
    begin_table(json, table, context);
    if (context.table_text.empty()) write_text(json, "description", table_text);
    json.end_object();
    json.key("columns");
    json.begin_array();
    for (auto const place : places)
        write_column(json, table, table.columns[place], context, fmt::format("c{}", place + 1));
    json.end_array();
    std::vector<std::string> others;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (std::ranges::find(places, i) == places.end()) others.push_back(table.columns[i].column.name);
    others.resize(std::min(others.size(), std::size_t{100}));
    if (!others.empty()) json.member("other_columns", others);
    json.end_object();
    auto request = make_request(id_of(table, context, fmt::format("columns/{}", number)),
                                "Describe each of these columns of the table, one item a column, with the column's id.",
                                json.take(), columns_schema(), places.size());
    request.lack = [places](std::string const &answer) {
        auto const drafts = read_columns_answer(answer);
        std::vector<std::string> missing;
        for (auto const place : places) {
            auto id = fmt::format("c{}", place + 1);
            if (std::ranges::find(drafts, id, &Draft::id) == drafts.end()) missing.push_back(std::move(id));
        }
        return missing.empty() ? std::string{} : "there is no item with the id " + base::join(missing, ", ");
    };
    return request;
}

llm::Request improve_request(TableEvidence const &table, ModelContext const &context, std::optional<std::size_t> column,
                             std::string const &text, std::string const &hint) {
    base::JsonWriter json;
    begin_table(json, table, context);
    if (!column) write_columns_briefly(json, table, nullptr);
    json.end_object();
    if (column) {
        json.key("column");
        write_column(json, table, table.columns[*column], context, {});
    }
    write_text(json, "description", text);
    json.member("hint", hint);
    json.end_object();
    auto const part = column ? "improve/" + table.columns[*column].column.name : std::string{"improve"};
    return make_request(id_of(table, context, part), k_improve_task, json.take(), text_schema(), 1);
}

} // namespace scribe::describe
