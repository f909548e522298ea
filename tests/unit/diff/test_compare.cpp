// SPDX-License-Identifier: MIT
#include "../export/memory_reader.hpp"
#include "diff/compare.hpp"
#include "model/filter.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using diff::Action;

namespace {

model::Column column(std::string const &table, std::string const &name, int position,
                     std::string const &type = "integer") {
    model::Column column;
    column.schema = "public";
    column.table = table;
    column.name = name;
    column.position = position;
    column.type = type;
    return column;
}

model::Table table(std::string const &name) {
    model::Table table;
    table.schema = "public";
    table.name = name;
    return table;
}

/// "changed public.t.a type not_null" a change.
std::vector<std::string> told(test::MemoryReader &before, test::MemoryReader &after,
                              diff::CompareOptions const &options = {}) {
    std::vector<std::string> lines;
    for (auto const &change : diff::compare(before, after, options)) {
        auto line = std::string{diff::action_name(change.action)} + " ";
        if (change.action == Action::renamed) line += model::format_ref(change.before) + " ";
        line += model::format_ref(change.object());
        for (auto const &field : change.fields) line += " " + field.field;
        lines.push_back(line);
    }
    return lines;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("what is the same in both states is not told", "[diff]") {
    test::MemoryReader before, after;
    for (auto *side : {&before, &after}) {
        side->add(table("t"));
        side->add(column("t", "a", 1));
    }
    CHECK(told(before, after).empty());
}

TEST_CASE("columns are matched by name, wherever they stand", "[diff]") {
    test::MemoryReader before, after;
    for (auto *side : {&before, &after}) side->add(table("t"));
    before.add(column("t", "gone", 1, "text"));
    before.add(column("t", "a", 2));
    before.add(column("t", "b", 3));
    before.add(column("t", "c", 4));
    after.add(column("t", "a", 1));
    after.add(column("t", "b", 2, "bigint"));
    after.add(column("t", "c", 3));
    after.add(column("t", "fresh", 4));
    CHECK(told(before, after) == Lines{"removed public.t.gone", "changed public.t.b type", "added public.t.fresh"});
}

TEST_CASE("columns that changed their order are told, as few as possible", "[diff]") {
    test::MemoryReader before, after;
    for (auto *side : {&before, &after}) side->add(table("t"));
    int position = 0;
    for (auto const *name : {"a", "b", "c", "d"}) before.add(column("t", name, ++position));
    position = 0;
    for (auto const *name : {"d", "a", "b", "c"}) after.add(column("t", name, ++position));
    CHECK(told(before, after) == Lines{"changed public.t.d position"});
    auto const changes = diff::compare(before, after, {});
    CHECK(changes.front().fields.front().before == "after c");
    CHECK(changes.front().fields.front().after == "first");
}

TEST_CASE("an empty comment, no comment and no default are different things", "[diff]") {
    test::MemoryReader before, after;
    auto a = table("t");
    before.add(a);
    a.comment = "";
    after.add(a);
    auto c = column("t", "c", 1);
    before.add(c);
    c.default_value = "";
    after.add(c);
    CHECK(told(before, after) == Lines{"changed public.t comment", "changed public.t.c default"});
}

TEST_CASE("a definition is told only when nothing that it follows from is", "[diff]") {
    model::Constraint constraint;
    constraint.schema = "public";
    constraint.table = "t";
    constraint.name = "k";
    constraint.type = "unique";
    constraint.columns = {"a"};
    constraint.definition = "UNIQUE (a)";
    test::MemoryReader before, text_only, columns_too;
    before.add(constraint);
    constraint.definition = "UNIQUE (b)";
    text_only.add(constraint);
    constraint.columns = {"b"};
    columns_too.add(constraint);
    CHECK(told(before, text_only) == Lines{"changed public.t.k definition"});
    CHECK(told(before, columns_too) == Lines{"changed public.t.k columns"});
}

TEST_CASE("the order of the columns that a view reads is none of its own", "[diff]") {
    auto const reading = [](std::vector<std::string> columns) {
        model::View view;
        view.schema = "public";
        view.name = "v";
        view.uses = {{{"public", "t"}, std::move(columns)}};
        return view;
    };
    test::MemoryReader before, after, other;
    before.add(reading({"v", "w"}));
    after.add(reading({"w", "v"}));
    other.add(reading({"w", "x"}));
    CHECK(told(before, after).empty());
    CHECK(told(before, other) == Lines{"changed public.v uses"});
}

TEST_CASE("lists that read the same are not taken for the same", "[diff]") {
    model::Type type;
    type.schema = "public";
    type.name = "e";
    type.type_kind = "enum";
    type.labels = {"a, b"};
    test::MemoryReader before, after;
    before.add(type);
    type.labels = {"a", "b"};
    after.add(type);
    CHECK(told(before, after) == Lines{"changed public.e labels"});
}

TEST_CASE("kinds that one side could not read are not compared", "[diff]") {
    test::MemoryReader before, after;
    model::Sequence sequence;
    sequence.schema = "public";
    sequence.name = "s";
    before.add(sequence);
    diff::CompareOptions options;
    options.unseen = {model::Kind::sequence};
    CHECK(told(before, after, options).empty());
    CHECK(told(before, after) == Lines{"removed public.s"});
}

TEST_CASE("a table with the same content under another name is a renamed one", "[diff][renames]") {
    test::MemoryReader before, after;
    model::Constraint key;
    key.schema = "public";
    key.name = "child_fk";
    key.table = "child";
    key.type = "foreign key";
    key.columns = {"parent_id"};
    key.referenced_columns = {"id"};
    for (auto *side : {&before, &after}) {
        std::string const name = side == &before ? "parent" : "ancestor";
        side->add(table(name));
        side->add(column(name, "id", 1));
        side->add(table("child"));
        side->add(column("child", "parent_id", 1));
        key.references = {"public", name};
        key.definition = "FOREIGN KEY (parent_id) REFERENCES public." + name + "(id)";
        side->add(key);
    }
    SECTION("the key that refers to it is the same") {
        CHECK(told(before, after) == Lines{"renamed public.parent public.ancestor"});
    }
    SECTION("its parts go with it") {
        model::Index index;
        index.schema = "public";
        index.name = "i";
        index.table = "parent";
        index.keys = {model::IndexKey{"id", "", "", "", false, false}};
        index.definition = "CREATE INDEX i ON public.parent USING btree (id)";
        before.add(index);
        index.table = "ancestor";
        index.definition = "CREATE INDEX i ON public.ancestor USING btree (id)";
        index.unique = true;
        after.add(index);
        CHECK(told(before, after) ==
              Lines{"renamed public.parent public.ancestor", "changed public.ancestor.i unique"});
    }
    SECTION("unless nobody wants to hear of it") {
        diff::CompareOptions options;
        options.renames = false;
        CHECK(told(before, after, options).size() == 5);
    }
    SECTION("two that would fit are no rename") {
        after.add(table("other"));
        after.add(column("other", "id", 1));
        for (auto const &line : told(before, after)) CHECK(line.substr(0, 7) != "renamed");
    }
}

TEST_CASE("of tables of the same content the names of their parts tell which is which, then their words",
          "[diff][renames]") {
    test::MemoryReader before, after;
    auto const add = [](test::MemoryReader &side, std::string const &name, std::string const &index_name = {}) {
        side.add(table(name));
        side.add(column(name, "id", 1));
        if (index_name.empty()) return;
        model::Index index;
        index.schema = "public";
        index.name = index_name;
        index.table = name;
        index.keys = {model::IndexKey{"id", "", "", "", false, false}};
        index.definition = "CREATE INDEX " + index_name + " ON public." + name + " USING btree (id)";
        side.add(index);
    };
    SECTION("parts") {
        add(before, "a", "a_key");
        add(before, "b", "b_key");
        add(after, "x", "b_key");
        add(after, "y", "a_key");
        CHECK(told(before, after) == Lines{"renamed public.b public.x", "renamed public.a public.y"});
    }
    SECTION("words") {
        add(before, "app_user");
        add(before, "app_group");
        add(after, "core_user");
        add(after, "core_group");
        CHECK(told(before, after) ==
              Lines{"renamed public.app_group public.core_group", "renamed public.app_user public.core_user"});
    }
    SECTION("nothing of the sort, or something that several have") {
        add(before, "a_part");
        add(before, "b_part");
        add(after, "x_part");
        add(after, "y_part");
        for (auto const &line : told(before, after)) CHECK(line.substr(0, 7) != "renamed");
    }
}

TEST_CASE("a foreign key without a name of its own is the same when what it names has another", "[diff][renames]") {
    test::MemoryReader before, after;
    for (auto *side : {&before, &after}) {
        std::string const name = side == &before ? "parent" : "ancestor";
        std::string const reference = side == &before ? "parent_id" : "ancestor_id";
        side->add(table(name));
        side->add(column(name, "id", 1));
        side->add(table("child"));
        side->add(column("child", reference, 1));
        model::Constraint key;
        key.schema = "public";
        key.name = "fk(" + reference + ") -> " + name;
        key.table = "child";
        key.type = "foreign key";
        key.columns = {reference};
        key.referenced_columns = {"id"};
        key.references = {"public", name};
        key.definition = "FOREIGN KEY (" + reference + ") REFERENCES " + name + " (id)";
        if (side == &after) key.on_delete = "cascade";
        side->add(key);
    }
    CHECK(told(before, after) == Lines{"renamed public.parent public.ancestor",
                                       "renamed public.child.parent_id public.child.ancestor_id",
                                       "changed public.child.\"fk(ancestor_id) -> ancestor\" on_delete"});
}

TEST_CASE("a view and a partition are renamed together with their table", "[diff][renames]") {
    test::MemoryReader before, after;
    auto const view = [](std::string const &name, model::Ref const &reads, std::string const &definition) {
        model::View made;
        made.schema = "public";
        made.name = name;
        made.definition = definition;
        made.uses = {{reads, {"id"}}};
        return made;
    };
    auto const part = [](std::string const &name, std::string const &whole) {
        auto made = table(name);
        made.partition_of = {"public", whole};
        made.partition_bound = "DEFAULT";
        return made;
    };
    for (auto const *name : {"t", "t_default", "v", "w"}) before.add(column(name, "id", 1));
    for (auto const *name : {"Order", "order_default", "v2", "w2"}) after.add(column(name, "id", 1));
    before.add(table("t"));
    after.add(table("Order"));
    before.add(part("t_default", "t"));
    after.add(part("order_default", "Order"));
    before.add(view("v", {"public", "t"}, " SELECT t.id\n   FROM public.t\n  WHERE (t.name <> 't'::text);"));
    // Of two views that read the same each is known by the other names in it.
    before.add(view("w", {"public", "v"}, " SELECT v.id\n   FROM public.v;"));
    after.add(view("w2", {"public", "v2"}, " SELECT v2.id\n   FROM public.v2;"));
    auto const definition =
        GENERATE(" SELECT \"Order\".id\n   FROM public.\"Order\"\n  WHERE (\"Order\".name <> 't'::text);",
                 " SELECT \"Order\".id\n   FROM public.\"Order\"\n  WHERE (\"Order\".name <> 'Order'::text);");
    after.add(view("v2", {"public", "Order"}, definition));
    bool const same = std::string_view{definition}.find("'t'") != std::string_view::npos;
    auto const lines = told(before, after);
    auto const has = [&lines](std::string const &line) {
        return std::find(lines.begin(), lines.end(), line) != lines.end();
    };
    CHECK(has("renamed public.t public.Order"));
    CHECK(has("renamed public.t_default public.order_default"));
    CHECK(has("renamed public.v public.v2") == same);
    CHECK(has("renamed public.w public.w2") == same);
}

TEST_CASE("a view that only says the new name of what it reads is the same", "[diff][renames]") {
    test::MemoryReader before, after;
    auto const add = [](test::MemoryReader &side, std::string const &name, std::string const &definition) {
        side.add(table(name));
        side.add(column(name, "id", 1));
        model::View view;
        view.schema = "public";
        view.name = "v";
        view.definition = definition;
        view.uses = {{{"public", name}, {"id"}}, {{"public", "o"}, {"id"}}};
        if (name > "o") std::swap(view.uses[0], view.uses[1]);
        side.add(view);
        side.add(column("v", "id", 1));
    };
    add(before, "t", " SELECT t.id\n   FROM public.t, public.o;");
    SECTION("what it reads has another name") {
        add(after, "b", " SELECT b.id\n   FROM public.b, public.o;");
        CHECK(told(before, after) == Lines{"renamed public.t public.b"});
    }
    SECTION("it reads other rows, too") {
        add(after, "u", " SELECT u.id\n   FROM public.u, public.o\n  WHERE u.id > 0;");
        CHECK(told(before, after) == Lines{"renamed public.t public.u", "changed public.v definition"});
    }
}

TEST_CASE("a column that kept its place and content is a renamed one", "[diff][renames]") {
    test::MemoryReader before, after;
    for (auto *side : {&before, &after}) side->add(table("t"));
    model::Index index;
    index.schema = "public";
    index.table = "t";
    index.name = "i";
    for (auto *side : {&before, &after}) {
        std::string const name = side == &before ? "old" : "young";
        side->add(column("t", "a", 2));
        side->add(column("t", name, 1, "text"));
        index.keys = {model::IndexKey{name, "", "", "", false, false}};
        index.definition = "CREATE INDEX i ON public.t USING btree (" + name + ")";
        side->add(index);
    }
    SECTION("indexes on it are the same") {
        CHECK(told(before, after) == Lines{"renamed public.t.old public.t.young"});
    }
    SECTION("at another place it is another one") {
        test::MemoryReader moved;
        moved.add(table("t"));
        moved.add(column("t", "a", 1));
        moved.add(column("t", "young", 2, "text"));
        moved.add(index);
        auto const lines = told(before, moved);
        CHECK(std::count(lines.begin(), lines.end(), "removed public.t.old") == 1);
        CHECK(std::count(lines.begin(), lines.end(), "added public.t.young") == 1);
    }
}

TEST_CASE("columns of one sort that all stand where another was are renamed ones", "[diff][renames]") {
    test::MemoryReader before, after;
    for (auto *side : {&before, &after}) side->add(table("actor"));
    before.add(column("actor", "first_name", 1, "text"));
    before.add(column("actor", "last_name", 2, "text"));
    after.add(column("actor", "fname", 1, "text"));
    SECTION("each in its place") {
        after.add(column("actor", "lname", 2, "text"));
        CHECK(told(before, after) == Lines{"renamed public.actor.first_name public.actor.fname",
                                           "renamed public.actor.last_name public.actor.lname"});
    }
    SECTION("not when another number of them came") {
        after.add(column("actor", "lname", 2, "text"));
        after.add(column("actor", "nick", 3, "text"));
        for (auto const &line : told(before, after)) CHECK(line.substr(0, 7) != "renamed");
    }
}

TEST_CASE("an inherited column is renamed when its parent's is, and not when it comes from another",
          "[diff][renames]") {
    test::MemoryReader before, after;
    for (auto *side : {&before, &after}) {
        bool const old = side == &before;
        for (auto const *name : {"base", "child", "other"}) side->add(table(name));
        side->add(column("base", old ? "a" : "b", 1, "text"));
        auto inherited = column("child", old ? "a" : "b", 1, "text");
        inherited.inherited = true;
        side->add(inherited);
        inherited = column("other", old ? "x" : "y", 1, "text");
        inherited.inherited = true;
        side->add(inherited);
    }
    CHECK(told(before, after) == Lines{"renamed public.base.a public.base.b", "renamed public.child.a public.child.b",
                                       "removed public.other.x", "added public.other.y"});
}

TEST_CASE("a column that was renamed while another of its sort came or went is known by its place", "[diff]") {
    test::MemoryReader before, after;
    for (auto *side : {&before, &after}) {
        side->add(table("t"));
        side->add(column("t", "id", 1, "bigint"));
    }
    before.add(column("t", "note", 2));
    after.add(column("t", "remark", 2));
    after.add(column("t", "extra", 3));
    CHECK(told(before, after) == Lines{"renamed public.t.note public.t.remark", "added public.t.extra"});
    CHECK(told(after, before) == Lines{"renamed public.t.remark public.t.note", "removed public.t.extra"});
}
