// SPDX-License-Identifier: MIT
#include "diff_pair.hpp"

#include <fmt/format.h>

using namespace scribe;
using namespace scribe::conformance;
using Catch::Matchers::Contains;

// Columns that tables have from others.
namespace {

/// A parent before and after; {0} is its name.
struct Parent {
    std::string before, after;
};

std::vector<Parent> const k_parents{
    {"", "CREATE TABLE {0} (z integer, a text DEFAULT 'x');"},
    {"", "CREATE TABLE {0} (z integer, a text); ALTER TABLE {0} ALTER a SET STORAGE external, ALTER a SET STATISTICS "
         "3;"},
    {"", "CREATE TABLE {0}_top (z integer, a text DEFAULT 't'); CREATE TABLE {0} () INHERITS ({0}_top); ALTER TABLE "
         "{0} ALTER a SET DEFAULT 'x', ALTER a SET STORAGE main;"},
    {"CREATE TABLE {0} (z integer, a text DEFAULT 'x');", "CREATE TABLE {0} (z integer, a text DEFAULT 'x');"},
    {"CREATE TABLE {0} (z integer, a text);", "CREATE TABLE {0} (z integer, a text DEFAULT 'x');"},
    {"CREATE TABLE {0} (z integer, a text DEFAULT 'x');", "CREATE TABLE {0} (z integer, a text DEFAULT 'y');"},
    {"CREATE TABLE {0} (z integer, a text DEFAULT 'x');", "CREATE TABLE {0} (z integer, a text);"},
    {"CREATE TABLE {0} (z integer);", "CREATE TABLE {0} (z integer, a text DEFAULT 'x');"},
    {"CREATE TABLE {0} (z integer);", "CREATE TABLE {0} (z integer, a text NOT NULL);"},
    {"CREATE TABLE {0} (z integer, a text);", "CREATE TABLE {0} (z integer, a text NOT NULL);"},
    {"CREATE TABLE {0} (z integer, a varchar(9) DEFAULT 'x');", "CREATE TABLE {0} (z integer, a text DEFAULT 'x');"},
    {"CREATE TABLE {0} (z integer, a text); ALTER TABLE {0} ALTER a SET STORAGE external;",
     "CREATE TABLE {0} (z integer, a text); ALTER TABLE {0} ALTER a SET STORAGE main;"},
    {"CREATE TABLE {0}_top (z integer, a text DEFAULT 't'); CREATE TABLE {0} () INHERITS ({0}_top);",
     "CREATE TABLE {0}_top (z integer, a text DEFAULT 'u'); CREATE TABLE {0} () INHERITS ({0}_top); ALTER TABLE {0} "
     "ALTER a DROP DEFAULT;"},
    {"CREATE TABLE {0} (z integer, gone text DEFAULT 'g');", "CREATE TABLE {0} (z integer, a text DEFAULT 'x');"},
    {"CREATE TABLE {0} (z integer, a integer DEFAULT 5, b text);", "CREATE TABLE {0} (z integer, b text);"},
};

/// A new child of {0}; {1} is its name.
std::vector<std::string> const k_children{
    "CREATE TABLE {1} () INHERITS ({0});",
    "CREATE TABLE {1} (a text) INHERITS ({0});",
    "CREATE TABLE {1} (a text DEFAULT 'k') INHERITS ({0});",
    "CREATE TABLE {1} (a text DEFAULT NULL) INHERITS ({0});",
    "CREATE TABLE {1} (a text NOT NULL DEFAULT 'k') INHERITS ({0});",
};

/// What is different in a child with a column "a"; {0} is its name.
std::vector<std::string> const k_differences{
    "ALTER TABLE {0} ALTER a SET DEFAULT 'k';",
    "ALTER TABLE {0} ALTER a DROP DEFAULT;",
    "ALTER TABLE {0} ALTER a SET STORAGE main;",
    "ALTER TABLE {0} ALTER a SET STORAGE extended;",
    "ALTER TABLE {0} ALTER a SET NOT NULL, ALTER z SET NOT NULL;",
    "ALTER TABLE {0} ALTER a SET STATISTICS 7, ALTER z SET (n_distinct = 5); COMMENT ON COLUMN {0}.a IS 'x';",
    "CREATE TABLE {0}_low () INHERITS ({0}); ALTER TABLE ONLY {0} ALTER a SET DEFAULT 'k', ALTER a SET STORAGE "
    "external; ALTER TABLE {0}_low ALTER a SET DEFAULT 'l', ALTER z SET DEFAULT 3;",
};

bool has_column(Parent const &parent) { return parent.after.find(" a ") != std::string::npos; }

/// The script from one to the other as people get it; run on the first it leaves `left`.
} // namespace

TEST_CASE("the script of diff makes children whose columns differ from the parent's", "[diff][inherited]") {
    for (auto const &parent : k_parents) {
        std::string before, after;
        std::size_t number = 0;
        auto const add = [&](std::string const &child, std::string const &difference) {
            auto const above = fmt::format("p{}", ++number);
            auto const below = fmt::format("{}k{}", number % 2 ? "a" : "q", number);
            before += fmt::format(fmt::runtime(parent.before), above);
            after += fmt::format(fmt::runtime(parent.after), above) + fmt::format(fmt::runtime(child), above, below) +
                     fmt::format(fmt::runtime(difference), below);
        };
        for (auto const &child : k_children) add(child, "");
        for (auto const &difference : k_differences) {
            if (has_column(parent)) add(k_children.front(), difference);
            add(k_children[2], difference);
        }
        INFO(parent.before << "\n" << parent.after);
        script_of(before, after);
    }
}

TEST_CASE("the script of diff makes children of parents that differed when they were made", "[diff][inherited]") {
    std::string const made = "CREATE TABLE p (a text DEFAULT 'x', b text); CREATE TABLE k () INHERITS (p);";
    for (std::string const later :
         {"ALTER TABLE ONLY p ALTER a SET DEFAULT 'y'", "ALTER TABLE ONLY p ALTER a DROP DEFAULT",
          "ALTER TABLE ONLY p ALTER b SET DEFAULT 'b', ALTER b SET STORAGE main",
          "ALTER TABLE ONLY p ALTER a SET STATISTICS 5"}) {
        INFO(later);
        script_of("", made + later);
        script_of("CREATE TABLE p (a text DEFAULT 'x', b text)", made + later);
        script_of("CREATE TABLE p (a text, b text DEFAULT 'z')", made + later);
        script_of("CREATE TABLE p (b text)",
                  "CREATE TABLE p (b text, a text DEFAULT 'x'); CREATE TABLE k () INHERITS (p);" + later);
    }
    if (Database{}.version() < 140000) return;
    std::string const compressed = "CREATE TABLE p (a text COMPRESSION pglz);";
    script_of("", compressed + "CREATE TABLE k () INHERITS (p);");
    script_of(compressed, compressed + "CREATE TABLE k () INHERITS (p); ALTER TABLE k ALTER a SET COMPRESSION default");
    script_of(compressed,
              "CREATE TABLE p (a text); CREATE TABLE k () INHERITS (p); ALTER TABLE k ALTER a SET COMPRESSION pglz");
}

TEST_CASE("the script of diff makes children of several parents", "[diff][inherited]") {
    std::string const plain = "CREATE TABLE p (a text DEFAULT 'x'); CREATE TABLE q (a text, b integer);";
    script_of("", plain + "CREATE TABLE k () INHERITS (p, q)");
    script_of(plain,
              plain + "CREATE TABLE k () INHERITS (p, q); ALTER TABLE k ALTER a DROP DEFAULT, ALTER b SET DEFAULT 3");
    script_of("CREATE TABLE q (b integer)", plain + "CREATE TABLE k () INHERITS (q, p)");
    std::string const apart = "CREATE TABLE p (a text DEFAULT 'x'); CREATE TABLE q (a text DEFAULT 'y');";
    script_of(apart, apart +
                         "CREATE TABLE k (a text DEFAULT 'z') INHERITS (p, q); CREATE TABLE l (a text DEFAULT NULL) "
                         "INHERITS (p, q); CREATE TABLE m () INHERITS (l)");
    auto const text =
        script_of(apart,
                  "CREATE TABLE p (a text DEFAULT 'x'); CREATE TABLE q (a text DEFAULT 'x'); CREATE TABLE "
                  "k () INHERITS (p, q); ALTER TABLE ONLY q ALTER a SET DEFAULT 'y'",
                  "changed column public.k.a inherited: no -> yes\n");
    CHECK_THAT(text, Contains("-- not done: column public.k.a: is its table's own as well"));
}

TEST_CASE("the script of diff gives existing children what they have otherwise of a new column", "[diff][inherited]") {
    std::string const start =
        "CREATE TABLE p (z integer); CREATE TABLE k () INHERITS (p); CREATE TABLE l () INHERITS (k); "
        "INSERT INTO k VALUES (1); INSERT INTO l VALUES (2);";
    for (std::string const change :
         {"ALTER TABLE p ADD a text DEFAULT 'x'; ALTER TABLE k ALTER a SET DEFAULT 'k'",
          "ALTER TABLE p ADD a text DEFAULT 'x'; ALTER TABLE ONLY k ALTER a DROP DEFAULT",
          "ALTER TABLE p ADD a text; ALTER TABLE ONLY l ALTER a SET DEFAULT 'l', ALTER a SET STORAGE main",
          "ALTER TABLE p ADD a text DEFAULT 'x'; ALTER TABLE l ALTER a SET NOT NULL",
          "ALTER TABLE k ADD a text DEFAULT 'k'; ALTER TABLE p ADD a text DEFAULT 'x'",
          "ALTER TABLE l ADD a text; ALTER TABLE k ADD a text DEFAULT 'k'; ALTER TABLE p ADD a text DEFAULT 'x'"}) {
        INFO(change);
        script_of(start, start + change);
    }
    std::string const parts =
        "CREATE TABLE p (z integer) PARTITION BY LIST (z); CREATE TABLE k PARTITION OF p DEFAULT;";
    script_of(parts, parts + "ALTER TABLE p ADD a text DEFAULT 'x'; ALTER TABLE k ALTER a SET DEFAULT 'k'");
}

TEST_CASE("the script of diff keeps columns that only a parent loses", "[diff][inherited]") {
    std::string const start =
        "CREATE TABLE p (z integer, a text); CREATE TABLE a_child () INHERITS (p); CREATE TABLE q () "
        "INHERITS (p); CREATE TABLE q_low () INHERITS (q); CREATE TABLE own (a text) INHERITS (p);";
    std::string const rows = "INSERT INTO a_child VALUES (1, 'kept'); INSERT INTO q_low VALUES (1, 'low');";
    auto const check = [&](std::string const &change, std::string const &count) {
        Database before{start + rows};
        Database after{start + change};
        check_script(before, after);
        CHECK(before.session().value("SELECT count(a) FROM a_child") + before.session().value(count) == "11");
    };
    check("ALTER TABLE ONLY p DROP a", "SELECT count(a) FROM q_low");
    check("ALTER TABLE ONLY p DROP a; ALTER TABLE own DROP a", "SELECT count(a) FROM q_low");
    check("ALTER TABLE ONLY p DROP a; ALTER TABLE ONLY q DROP a", "SELECT count(a) FROM q_low");
    script_of(start + rows, start + "ALTER TABLE p DROP a; ALTER TABLE own DROP a");
    script_of(start + rows, start + "ALTER TABLE p DROP a");
    script_of(start + rows, start + "ALTER TABLE ONLY p DROP a; ALTER TABLE a_child DROP a; ALTER TABLE own DROP a");
}

TEST_CASE("the script of diff says which columns stay a table's own", "[diff][inherited]") {
    std::string const parents = "CREATE TABLE p (a text, b text); CREATE TABLE q (a text);";
    auto const text = script_of(parents + "CREATE TABLE k (a text, b text)", parents + "CREATE TABLE k () INHERITS (p)",
                                "changed column public.k.a inherited: no -> yes\n"
                                "changed column public.k.b inherited: no -> yes\n");
    CHECK_THAT(text, Contains("column public.k.a: is its table's own as well, should be inherited"));
    // From one parent to another, and away from one of two.
    auto const moved = script_of(parents + "CREATE TABLE k (c text, b text) INHERITS (q)",
                                 parents + "CREATE TABLE k (c text) INHERITS (p)",
                                 "changed column public.k.a inherited: no -> yes\n"
                                 "changed column public.k.b inherited: no -> yes\n");
    CHECK_THAT(moved, Contains("column public.k.a"));
    auto const fewer = script_of(parents + "CREATE TABLE k () INHERITS (p, q)",
                                 parents + "CREATE TABLE k () INHERITS (p, q); ALTER TABLE k NO INHERIT q");
    CHECK_THAT(fewer, !Contains("not done"));
    script_of(parents + "CREATE TABLE k () INHERITS (p)", parents + "CREATE TABLE k (a text, b text)");
    auto const stays = script_of(parents + "CREATE TABLE k () INHERITS (p, q)",
                                 parents + "CREATE TABLE k (a text) INHERITS (p, q); ALTER TABLE k NO INHERIT q",
                                 "changed column public.k.a inherited: yes -> no\n");
    CHECK_THAT(stays, Contains("column public.k.a: is inherited, should be its table's own as well"));
}

TEST_CASE("the script of diff keeps the storage of columns that get another type", "[diff][inherited]") {
    auto const state = [](std::string const &type) {
        return "CREATE TABLE t (a " + type + ", b " + type +
               "); ALTER TABLE t ALTER a SET STORAGE external; CREATE TABLE "
               "k () INHERITS (t); ALTER TABLE k ALTER b SET STORAGE main;";
    };
    script_of(state("varchar(9)"), state("text"));
}

TEST_CASE("the script of diff makes children of parents that store a column differently", "[diff][inherited]") {
    std::string const same = "CREATE TABLE p (a text, b text); CREATE TABLE q (a text, c text);";
    std::string const child = "CREATE TABLE k () INHERITS (p, q); CREATE TABLE l (b text) INHERITS (q, p);";
    for (std::string const other :
         {"ALTER TABLE ONLY q ALTER a SET STORAGE external;", "ALTER TABLE ONLY p ALTER a SET STORAGE main;",
          "ALTER TABLE ONLY p ALTER a SET STORAGE main; ALTER TABLE ONLY q ALTER a SET "
          "STORAGE external;"}) {
        INFO(other);
        auto const text = script_of(same + other, same + child + other);
        CHECK_THAT(text, Contains("only while a child is made"));
        script_of(same, same + child + other);
        script_of(same + other, same + child);
        script_of("CREATE TABLE q (a text, c text);" + (other.find("ONLY p") == std::string::npos ? other : ""),
                  same + child + other);
        script_of(same + other, same + "ALTER TABLE q DROP a;" + child);
        script_of(same + other, same + "ALTER TABLE p DROP a;" + child);
        script_of(same + other, same + "ALTER TABLE p DROP a; ALTER TABLE q DROP a;" + child);
        script_of(same + other, same + "CREATE TABLE pp () INHERITS (p); CREATE TABLE k () INHERITS (pp, q);" + other);
    }
    if (Database{}.version() < 140000) return;
    std::string const pglz = "CREATE TABLE p (a text COMPRESSION pglz, b text); CREATE TABLE q (a text, c text);";
    script_of(pglz, pglz + child + "ALTER TABLE l ALTER a SET COMPRESSION default;");
    script_of(same, pglz + child);
}
