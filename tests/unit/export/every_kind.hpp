// SPDX-License-Identifier: MIT
#pragma once

#include "memory_reader.hpp"

#include <string>
#include <utility>

/// A model with an object of every kind, and texts that try to break out of a format.
namespace scribe::test {

template <typename T> T make(std::string schema, std::string name, std::string table = {}) {
    T object;
    object.schema = std::move(schema);
    object.name = std::move(name);
    object.table = std::move(table);
    return object;
}

inline model::Column column(std::string const &table, std::string name, int position, std::string type, bool not_null) {
    auto c = make<model::Column>("public", std::move(name), table);
    c.position = position;
    c.type = std::move(type);
    c.not_null = not_null;
    return c;
}

inline constexpr char const *k_nasty =
    "---\ntitle: front matter\n---\npipe | tick ` <script>alert(1)</script> <!-- no comment\n</details>\n===\n:--\n"
    "- [ ] item @you #1 :smile: [x](y) [^1] \xe2\x80\xae\n[^1]: note, $a$ and $$b$$, www.x.example, a@b.example\n"
    "```mermaid\ngraph TD\n```\nשלום https://x.example/a_b";

inline void add_orders(MemoryReader &reader) {
    auto table = make<model::Table>("public", "orders");
    table.comment = k_nasty;
    table.owner = "shop";
    table.row_security = true;
    table.options = {"fillfactor=70"};
    table.grants = {{"public", {"SELECT"}, {}}};
    table.stats.emplace();
    table.stats->rows = 1234;
    table.stats->total_bytes = 81920;
    reader.add(table);
    reader.add(column("orders", "id", 1, "bigint", true));
    auto status = column("orders", "sta|tus", 2, "status", false);
    status.user_type = {"public", "status"};
    status.default_value = "'a|b`'::status";
    status.comment = k_nasty;
    reader.add(status);
    reader.add(column("orders", "parent_id", 3, "bigint", false));
    auto total = column("orders", "total", 4, "numeric(12,2)", true);
    total.generated = "stored";
    total.expression = "price * 2";
    total.grants = {{"clerk", {"UPDATE"}, {"UPDATE"}}};
    reader.add(total);
    auto primary = make<model::Constraint>("public", "orders_pkey", "orders");
    primary.type = "primary key";
    primary.columns = {"id"};
    primary.definition = "PRIMARY KEY (id)";
    reader.add(primary);
    auto foreign = make<model::Constraint>("public", "orders_parent_fkey", "orders");
    foreign.type = "foreign key";
    foreign.columns = {"parent_id"};
    foreign.references = {"public", "Odd \"name\" 🎉"};
    foreign.referenced_columns = {"id"};
    foreign.on_delete = "cascade";
    foreign.deferrable = true;
    reader.add(foreign);
    auto index = make<model::Index>("public", "orders_pkey", "orders");
    index.primary = index.unique = true;
    index.definition = "CREATE UNIQUE INDEX orders_pkey ON public.orders USING btree (id)";
    reader.add(index);
    auto trigger = make<model::Trigger>("public", "touch", "orders");
    trigger.timing = "before";
    trigger.events = {"insert", "update"};
    trigger.level = "row";
    trigger.function = {"public", "touch"};
    trigger.arguments = "'a|b', '2'";
    trigger.enabled = "disabled";
    reader.add(trigger);
    auto rule = make<model::Rule>("public", "no_delete", "orders");
    rule.event = "delete";
    rule.instead = true;
    rule.definition = "CREATE RULE no_delete AS ON DELETE TO public.orders DO INSTEAD NOTHING;";
    reader.add(rule);
    auto policy = make<model::Policy>("public", "own", "orders");
    policy.command = "all";
    policy.roles = {"public"};
    policy.using_expression = "(owner = CURRENT_USER)";
    reader.add(policy);
}

inline void add_others(MemoryReader &reader) {
    reader.add(make<model::Schema>("public", "public"));
    auto odd = make<model::Table>("public", "Odd \"name\" 🎉");
    odd.table_kind = "partitioned";
    odd.partition_strategy = "list";
    odd.partition_key = "LIST (id)";
    reader.add(odd);
    auto part = make<model::Table>("public", "part_1");
    part.partition_of = {"public", odd.name};
    part.partition_bound = "FOR VALUES IN (1)";
    reader.add(part);
    auto view = make<model::View>("public", "open_orders");
    view.definition = "SELECT id, '```' AS fence\nFROM orders;";
    view.uses = {{{"public", "orders"}, {"id"}}};
    reader.add(view);
    auto type = make<model::Type>("public", "status");
    type.type_kind = "enum";
    type.labels = {"new", "do|ne"};
    reader.add(type);
    for (auto const *arguments : {"integer", "text"}) {
        auto routine = make<model::Routine>("public", std::string{"touch("} + arguments + ")");
        routine.routine_name = "touch";
        routine.routine_kind = "function";
        routine.language = "plpgsql";
        routine.body = "BEGIN RETURN NEW; END";
        routine.security_definer = true;
        reader.add(routine);
    }
    auto sequence = make<model::Sequence>("public", "orders_id_seq");
    sequence.data_type = "bigint";
    sequence.owned_by = {"public", "orders"};
    sequence.owned_column = "id";
    reader.add(sequence);
    auto statistics = make<model::Statistics>("public", "orders_stats");
    statistics.statistics_target = 250;
    statistics.relation = {"public", "orders"};
    statistics.kinds = {"mcv"};
    statistics.columns = {"id", "total"};
    reader.add(statistics);
    auto extension = make<model::Extension>("", "hstore");
    extension.version = "1.8";
    reader.add(extension);
    auto publication = make<model::Publication>("", "feed");
    publication.tables = {{{"public", "orders"}, {"id"}, "(id > 1)"}};
    reader.add(publication);
    auto event = make<model::EventTrigger>("", "watch");
    event.event = "ddl_command_end";
    event.function = {"public", "touch"};
    reader.add(event);
    auto server = make<model::Server>("", "remote");
    server.wrapper = "postgres_fdw";
    server.grants = {{"clerk", {"USAGE"}, {"USAGE"}}};
    reader.add(server);
    auto database = make<model::Privileges>("", "database");
    database.owner = "shop";
    database.grants = {{"clerk", {"CONNECT", "TEMPORARY"}, {"CONNECT"}}, {"public", {"CONNECT"}, {}}};
    reader.add(database);
    auto tables = make<model::Privileges>("", "new tables of shop in public");
    tables.on = "tables";
    tables.in_schema = "public";
    tables.owner = "shop";
    tables.grants = {{"a|b", {"SELECT"}, {}}};
    reader.add(tables);
    auto functions = make<model::Privileges>("", "new functions of shop");
    functions.on = "functions";
    functions.owner = "shop";
    reader.add(functions);
}

} // namespace scribe::test
