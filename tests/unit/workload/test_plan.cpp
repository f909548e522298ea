// SPDX-License-Identifier: MIT
// Plans of real servers (15 where the name says no other) are in plans/.
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "workload/plan/condition.hpp"
#include "workload/plan/diff.hpp"
#include "workload/plan/render.hpp"
#include "workload/plan/rules.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace scribe::workload;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace base = scribe::base;

namespace {

Plan plan_of(std::string const &name) {
    auto const path = std::string{SCRIBE_SOURCE_FOLDER} + "/tests/unit/workload/plans/" + name + ".json";
    INFO(path);
    auto const text = base::read_file(path);
    REQUIRE(text);
    return read_plan(*text);
}

PlanFinding const *found(std::vector<PlanFinding> const &findings, std::string_view rule) {
    auto const at = std::ranges::find(findings, rule, &PlanFinding::rule);
    return at == findings.end() ? nullptr : &*at;
}

bool fires(std::string const &plan, std::string_view rule, PlanFacts const &facts = {}) {
    return found(check_plan(plan_of(plan), facts), rule) != nullptr;
}

} // namespace

TEST_CASE("each rule fires on a plan with its bottleneck, and not on its neighbour", "[workload]") {
    struct Example {
        char const *rule, *plan, *neighbour;
    };
    auto const example = GENERATE(values<Example>({
        {"seq-scan-filter", "seq_scan_filter", "index_scan"},
        {"index-inefficient", "index_inefficient", "index_scan"},
        {"mis-estimate", "mis_estimate", "wildcard"},
        {"nested-loop-blowup", "nested_loop", "or_join_filter"},
        {"sort-spill", "sort_disk", "sort_memory"},
        {"hash-batches", "hash_batches", "hash_one_batch"},
        {"lossy-bitmap", "lossy_bitmap", "index_inefficient"},
        {"heap-fetches", "heap_fetches", "no_heap_fetches"},
        {"large-offset", "large_offset", "small_offset"},
        {"wrong-index-order-by", "order_by_index", "small_offset"},
        {"or-join-filter", "or_join_filter", "nested_loop"},
        {"function-on-column", "function", "index_scan"},
        {"leading-wildcard", "wildcard", "prefix"},
        {"implicit-cast", "cast", "wildcard"},
        {"not-in-subquery", "not_in", "not_exists"},
        {"correlated-subplan", "correlated", "not_in"},
        {"cte-filter", "cte_filter", "cte_spilled"},
        {"cte-filter", "cte_expected", "expected_only"},
        {"jit-overhead", "jit", "correlated"},
        {"planning-heavy", "planning", "correlated"},
        {"temp-blocks", "cte_spilled", "sort_disk"},
        {"parallel-workers", "workers", "correlated"},
        {"trigger-time", "trigger", "correlated"},
    }));
    INFO(example.rule);
    CHECK(fires(example.plan, example.rule));
    CHECK_FALSE(fires(example.neighbour, example.rule));
}

TEST_CASE("findings name the step, the figure, the reason and the remedy", "[workload]") {
    auto const plan = plan_of("index_inefficient");
    auto const findings = check_plan(plan, {});
    auto const *one = found(findings, "index-inefficient");
    REQUIRE(one);
    CHECK(nodes_of(plan)[one->node]->label() == "Index Scan using item_grp on item");
    CHECK(one->figure == "the index gave 5,000 rows of item, the filter kept 0 rows");
    CHECK_FALSE(one->why.empty());
    // What is looked for may be personal data: the remedy tells no literal.
    CHECK(one->advice == "add the columns of the filter to the index: (item.pad = ?::text)");
    // Of several loops the server tells the rounded mean: 0 rows may be some hundred in all.
    auto looped = plan;
    for (auto *node = &looped.root; node; node = node->children.empty() ? nullptr : &node->children.front())
        if (node->removed_by_filter) {
            node->actual->loops = 20;
            auto const many = check_plan(looped, {});
            REQUIRE(found(many, "index-inefficient"));
            CHECK(found(many, "index-inefficient")->figure ==
                  "the index gave 100,000 rows of item, the filter kept fewer than 10 rows");
            node->actual->loops = 5000;
            node->removed_by_filter = 1;
            CHECK_FALSE(found(check_plan(looped, {}), "index-inefficient"));
        }
}

TEST_CASE("statistics tell of a plan that did not run, and of old statistics", "[workload]") {
    PlanFacts facts;
    facts.tables.push_back({"public", "item", 50'000, 1 << 20, 0, 1.0});
    CHECK(fires("expected_only", "seq-scan-filter", facts));
    CHECK_FALSE(fires("expected_only", "stale-stats", facts));
    facts.tables[0].modified_rows = 20'000;
    CHECK(fires("expected_only", "stale-stats", facts));
    facts.tables[0] = {"public", "item", -1, 1 << 20, 0, {}};
    CHECK(fires("expected_only", "stale-stats", facts));
    facts.tables[0] = {"other", "item", -1, 1 << 20, 0, {}};
    CHECK_FALSE(fires("expected_only", "stale-stats", facts));
}

TEST_CASE("a cast to text counts only for a column that is none", "[workload]") {
    auto const plan = read_plan(R"json([{"Plan":{"Node Type":"Seq Scan","Schema":"s","Relation Name":"t","Alias":"t",
        "Filter":"((t.code)::text = 'x'::text)"}}])json");
    PlanFacts facts;
    CHECK_FALSE(found(check_plan(plan, facts), "implicit-cast"));
    facts.types[{"s", "t", "code"}] = "character varying";
    CHECK_FALSE(found(check_plan(plan, facts), "implicit-cast"));
    facts.types[{"s", "t", "code"}] = "integer";
    CHECK(found(check_plan(plan, facts), "implicit-cast"));
}

TEST_CASE("advice fits what stands in the plan", "[workload]") {
    auto const scan = [](std::string const &filter, std::string const &type) {
        auto const plan =
            read_plan(R"json([{"Plan":{"Node Type":"Seq Scan","Schema":"s","Relation Name":"t","Alias":"t",
            "Filter":")json" +
                      filter + R"json("}}])json");
        PlanFacts facts;
        facts.types[{"s", "t", "d"}] = type;
        std::string rules;
        for (auto const &one : check_plan(plan, facts)) rules += one.rule + " ";
        return rules;
    };
    // A cast that takes part of the value away is a function: the type of the column would find other rows.
    CHECK(scan("((t.d)::date = '2026-01-01'::date)", "timestamp without time zone") == "function-on-column ");
    CHECK(scan("((t.d)::integer = 5)", "numeric(10,2)") == "function-on-column ");
    CHECK(scan("((t.d)::numeric = 5.5)", "integer") == "implicit-cast ");
    CHECK(scan("((t.d)::timestamp with time zone = now())", "timestamp without time zone") == "implicit-cast ");
    CHECK(scan("(t.d ~~ '%a'::text)", "text") == "leading-wildcard ");
    CHECK(scan("(t.d !~~ '%a'::text)", "text").empty());
    CHECK(scan("(t.d !~~* '%a'::text)", "text").empty());

    auto const cte = [](std::string const &type, std::string const &second, bool equivalent = false) {
        auto const plan = read_plan(R"json([{"Plan":{"Node Type":"CTE Scan","CTE Name":"x","Alias":"x","Plan Rows":1,
            "Filter":"(x.i = 5)","Plans":[{"Node Type":")json" +
                                    type + R"json(","Parent Relationship":"InitPlan",
            "Subplan Name":"CTE x","Plan Rows":5000})json" +
                                    second + "]}}]");
        PlanFacts facts;
        facts.equivalent = equivalent;
        return found(check_plan(plan, facts), "cte-filter") != nullptr;
    };
    CHECK(cte("Seq Scan", ""));
    CHECK_FALSE(cte("Recursive Union", "")); // is never part of the query around it
    CHECK_FALSE(cte("ModifyTable", ""));
    CHECK_FALSE(cte("Seq Scan", "", true)); // instead of a ModifyTable
    CHECK_FALSE(cte("Seq Scan", R"json(,{"Node Type":"CTE Scan","CTE Name":"x","Alias":"x_1"})json"));

    auto const join = [](std::string const &members, int outer, int inner, int rows) {
        auto const side = [](std::string const &name, char const *place, int count) {
            return R"json({"Node Type":"Seq Scan","Parent Relationship":")json" + std::string{place} +
                   R"json(","Relation Name":")json" + name + R"json(","Alias":")json" + name +
                   R"json(","Plan Rows":)json" + std::to_string(count) + "}";
        };
        auto const plan = read_plan(R"json([{"Plan":{"Join Filter":"((a.b = 1) OR (c.d = 2))",)json" + members +
                                    R"json(,"Plan Rows":)json" + std::to_string(rows) + R"json(,"Plans":[)json" +
                                    side("a", "Outer", outer) + "," + side("c", "Inner", inner) + "]}}]");
        return found(check_plan(plan, {}), "or-join-filter") != nullptr;
    };
    CHECK(join(R"json("Node Type":"Nested Loop")json", 1000, 1000, 10));
    CHECK_FALSE(join(R"json("Node Type":"Nested Loop")json", 20, 20, 10)); // soon done
    CHECK(join(R"json("Node Type":"Hash Join","Hash Cond":"(a.x = c.x)")json", 100'000, 100'000, 50));
    CHECK(join(R"json("Node Type":"Merge Join","Merge Cond":"(a.x = c.x)")json", 100'000, 1000, 50));
    CHECK_FALSE(join(R"json("Node Type":"Hash Join","Hash Cond":"(a.x = c.x)")json", 100'000, 100'000, 60'000));
    CHECK_FALSE(join(R"json("Node Type":"Hash Join","Hash Cond":"(a.x = c.x)")json", 500, 500, 5));

    auto const look_ups = [](int count) {
        auto const plan = read_plan(R"json([{"Plan":{"Node Type":"Index Only Scan","Relation Name":"t","Alias":"t",
            "Plan Rows":1,"Actual Rows":0,"Actual Loops":200000,"Actual Startup Time":0.0,"Actual Total Time":0.001,
            "Heap Fetches":)json" + std::to_string(count) +
                                    "}}]");
        auto const findings = check_plan(plan, {});
        auto const *one = found(findings, "heap-fetches");
        return one ? one->figure : std::string{};
    };
    CHECK(look_ups(90'000) == "90,000 look-ups in the table for fewer than 100,000 rows"); // rounded in each loop
    CHECK(look_ups(30'000).empty());
}

TEST_CASE("what is above a step may take a part of its rows: that is no wrong estimate", "[workload]") {
    auto const node = [](std::string const &members, int expected, double real, std::string const &below = "") {
        return "{" + members + R"json(,"Plan Rows":)json" + std::to_string(expected) + R"json(,"Actual Rows":)json" +
               std::to_string(real) +
               R"json(,"Actual Loops":1,"Actual Startup Time":0.0,"Actual Total Time":0.1,"Plans":[)json" + below +
               "]}";
    };
    auto const misjudged = [](std::string const &root) {
        auto const plan = read_plan(R"json([{"Plan":)json" + root + "}]");
        auto const findings = check_plan(plan, {});
        auto const *one = found(findings, "mis-estimate");
        return one ? nodes_of(plan)[one->node]->label() + ": " + one->advice : std::string{};
    };
    auto const scan = [&](char const *name, char const *side, int expected, double real) {
        return node(R"json("Node Type":"Seq Scan","Relation Name":")json" + std::string{name} +
                        R"json(","Parent Relationship":")json" + side + '"',
                    expected, real);
    };
    auto const join = [&](char const *members, int expected, double real, std::string const &below) {
        return node(R"json("Join Type":"Inner","Parent Relationship":"Outer",)json" + std::string{members}, expected,
                    real, below);
    };
    auto const loop = join(R"json("Node Type":"Nested Loop")json", 100'000, 5,
                           scan("a", "Outer", 100'000, 5) + "," + scan("b", "Inner", 1, 1));
    auto const sort = node(R"json("Node Type":"Sort","Parent Relationship":"Outer")json", 100'000, 5, loop);
    auto const limit = R"json("Node Type":"Limit")json";
    CHECK(misjudged(loop).starts_with("Seq Scan on a: ANALYZE a"));
    CHECK(misjudged(node(limit, 5, 5, loop)).empty());
    CHECK(misjudged(node(limit, 5, 5, sort)).starts_with("Seq Scan on a")); // which takes all rows first
    CHECK(misjudged(node(limit, 5, 5,
                         node(R"json("Node Type":"Aggregate","Strategy":"Hashed")json", 100'000, 5,
                              scan("a", "Outer", 100'000, 7))))
              .starts_with("Seq Scan on a"));
    // An EXISTS; a common table expression that something else than LIMIT reads.
    auto const subplan = [&](char const *name) {
        return node(R"json("Node Type":"Nested Loop","Parent Relationship":"InitPlan","Subplan Name":")json" +
                        std::string{name} + '"',
                    100'000, 1, scan("a", "Outer", 100'000, 1) + "," + scan("b", "Inner", 1, 1));
    };
    CHECK(misjudged(node(R"json("Node Type":"Result")json", 1, 1, subplan("InitPlan 1 (returns $0)"))).empty());
    CHECK(misjudged(node(R"json("Node Type":"Result")json", 1, 1, subplan("CTE x"))).starts_with("Seq Scan on a"));
    CHECK(misjudged(node(limit, 1, 1, subplan("CTE x"))).empty());
    // A window's condition.
    auto const window = node(
        R"json("Node Type":"WindowAgg","Parent Relationship":"Outer","Run Condition":"(row_number() OVER (?) <= 3)")json",
        100'000, 3, scan("a", "Outer", 100'000, 5));
    CHECK(misjudged(window).empty());
    CHECK_THAT(misjudged(join(R"json("Node Type":"Nested Loop")json", 5, 5, window)),
               StartsWith("WindowAgg: ") && !Contains("STATISTICS"));
    // A hash join whose table is empty takes one row of the other side.
    auto const hashed = [&](double inner) {
        return join(R"json("Node Type":"Hash Join")json", 5, inner,
                    scan("a", "Outer", 100'000, 1) + "," +
                        node(R"json("Node Type":"Hash","Parent Relationship":"Inner")json", 5, inner));
    };
    CHECK(misjudged(hashed(0)).empty());
    CHECK(misjudged(hashed(5)).starts_with("Seq Scan on a"));
    // What was misjudged does not go away because something below it was stopped.
    CHECK(misjudged(join(R"json("Node Type":"Merge Join")json", 100'000, 5,
                         scan("a", "Outer", 100'000, 7) + "," + scan("b", "Inner", 1000, 1000)))
              .starts_with("Merge Join"));
    // The advice is that for where the estimate went wrong.
    auto const blown = read_plan(
        R"json([{"Plan":)json" +
        join(R"json("Node Type":"Nested Loop")json", 10, 5000,
             node(R"json("Node Type":"CTE Scan","CTE Name":"x","Parent Relationship":"Outer")json", 10, 5000) +
                 R"json(,{"Node Type":"Index Scan","Relation Name":"b","Parent Relationship":"Inner","Plan Rows":1,
                 "Actual Rows":1,"Actual Loops":5000,"Actual Startup Time":0,"Actual Total Time":0.1})json") +
        "}]");
    auto const findings = check_plan(blown, {});
    auto const *one = found(findings, "nested-loop-blowup");
    REQUIRE(one);
    CHECK_THAT(one->advice, Contains("a subquery has no statistics") && !Contains("CREATE STATISTICS"));
}

TEST_CASE("comparisons of a condition are taken apart", "[workload]") {
    auto const list = comparisons(
        R"sql(((o.total > $1) AND ("Weird t"."Col ""x""" = ANY ($2)) AND (lower(o.name) ~~ '%a(b'::text) AND ($3 < (o.n)::numeric)))sql");
    REQUIRE(list.size() == 4);
    CHECK(list[0].op == ">");
    CHECK(list[0].left.is_column());
    CHECK(list[0].right.parameters == std::vector{1});
    CHECK(list[1].left.columns.front() == AliasColumn{"Weird t", "Col \"x\""});
    CHECK(list[1].right.parameters == std::vector{2});
    CHECK(list[2].left.function == "lower");
    CHECK(list[2].right.literals == std::vector<std::string>{"'%a(b'"});
    CHECK(list[3].right.cast == "numeric");
    CHECK(has_or("((a.b = 1) OR (a.c = 2))"));
    CHECK_FALSE(has_or("(a.b = ' OR ')"));
    CHECK(without_literals("((a.b = 'it''s'::text) AND (a.c > 5))") == "((a.b = ?::text) AND (a.c > ?))");
}

TEST_CASE("what is no plan is refused, however it is made", "[workload]") {
    CHECK_THROWS_WITH(read_plan("nonsense"), Contains("no plan"));
    CHECK_THROWS_WITH(read_plan("[]"), Contains("no list of one plan"));
    CHECK_THROWS_WITH(read_plan("{}"), Contains("no member"));
    CHECK_THROWS_WITH(read_plan(R"({"Plan":{}})"), Contains("no type"));
    std::string deep, end;
    for (int i = 0; i < 900; ++i) {
        deep += R"({"Node Type":"Result","Plans":[)";
        end += "]}";
    }
    CHECK_THROWS_WITH(read_plan(R"({"Plan":)" + deep + end + "}"), Contains("nests too deeply"));
    CHECK_THROWS_AS(read_plan(std::string(100'000, '[')), base::Error);
}

TEST_CASE("as many rows are expected as joins multiply", "[workload]") {
    auto const plan = read_plan(
        R"json([{"Plan":{"Node Type":"Seq Scan","Plan Rows": 943594750000000000000000,"Filter":"(a.\"b = 12345678901234567890123)","Total Cost":12.50,
        "Plan Width":99999999999999999999999, "Sort Keys":[123456789012345678901234]}}])json");
    CHECK(plan.root.rows == 943594750000000000000000.0);
    CHECK(plan.root.total_cost == 12.5);
    CHECK(plan.root.width > 0);
    CHECK(plan.root.condition("Filter") == "(a.\"b = 12345678901234567890123)");
    auto const kept = read_plan(plan_to_keep(plan));
    CHECK(kept.root.rows == plan.root.rows);
    CHECK_THAT(plan_tree(plan, {}, {80, false}), Contains("Seq Scan"));
}

TEST_CASE("plans of one shape have one hash, and another index another", "[workload]") {
    auto const scan = plan_of("index_scan");
    CHECK(plan_hash(scan).size() == 16);
    CHECK(plan_hash(plan_of("sort_disk")) == plan_hash(plan_of("sort_memory")));
    CHECK(plan_hash(plan_of("expected_only")) == plan_hash(plan_of("seq_scan_filter")));
    CHECK(plan_hash(scan) != plan_hash(plan_of("index_inefficient")));
}

TEST_CASE("a kept plan is the plan without its literals", "[workload]") {
    auto const plan = plan_of("seq_scan_filter");
    auto const kept = plan_to_keep(plan);
    CHECK_THAT(kept, !Contains("'y'"));
    auto const again = read_plan(kept);
    CHECK(plan_hash(again) == plan_hash(plan));
    CHECK(again.root.condition("Filter") == "(item.pad = ?::text)");
    CHECK(again.root.total_cost == plan.root.total_cost);
    CHECK(plan_changes(plan, again).empty());
}

TEST_CASE("a condition on a table of a page or two is no bottleneck", "[workload]") {
    auto const plan = plan_of("wildcard");
    PlanFacts facts;
    auto const is_found = [&] {
        auto const all = check_plan(plan, facts);
        return std::ranges::find(all, "leading-wildcard", &PlanFinding::rule) != all.end();
    };
    CHECK(is_found());
    facts.tables.push_back({"public", "item", 2, 8192, 0, {}});
    CHECK_FALSE(is_found());
}

TEST_CASE("shares are a step's own, of the time of one process where several work", "[workload]") {
    auto const plan = plan_of("workers");
    double sum = 0;
    for (auto const share : own_shares(plan)) sum += share;
    CHECK(sum > 0.5);
    CHECK(sum < 1.1);
    auto const sort = plan_of("sort_disk");
    CHECK(own_shares(sort).size() == 2);
}

TEST_CASE("what runs several times, or elsewhere than it hangs, counts once, and where it belongs", "[workload]") {
    auto const percents = [](std::string const &json) {
        std::vector<int> list;
        for (auto const share : own_shares(read_plan(json))) list.push_back(static_cast<int>(std::lround(share * 100)));
        return list;
    };
    // A common table expression runs while it is scanned.
    CHECK(percents(R"({"Execution Time": 100, "Plan": {"Node Type": "Aggregate", "Actual Total Time": 100,
        "Actual Loops": 1, "Actual Rows": 1, "Plans": [
            {"Node Type": "Seq Scan", "Parent Relationship": "InitPlan", "Subplan Name": "CTE big",
             "Actual Total Time": 70, "Actual Loops": 1, "Actual Rows": 9},
            {"Node Type": "CTE Scan", "Parent Relationship": "Outer", "CTE Name": "big", "Actual Total Time": 97,
             "Actual Loops": 1, "Actual Rows": 9}]}})") == std::vector<int>{3, 70, 27});
    // The cost of a subplan, and of the inner side of a loop, is that of one time.
    CHECK(percents(R"({"Plan": {"Node Type": "Seq Scan", "Total Cost": 1000, "Plan Rows": 90, "Plans": [
        {"Node Type": "Index Scan", "Parent Relationship": "SubPlan", "Subplan Name": "SubPlan 1", "Total Cost": 10,
         "Plan Rows": 1}]}})") == std::vector<int>{10, 90});
    CHECK(percents(R"({"Plan": {"Node Type": "Seq Scan", "Total Cost": 1000, "Plan Rows": 90,
        "Filter": "hashed SubPlan 1", "Plans": [{"Node Type": "Seq Scan", "Parent Relationship": "SubPlan",
         "Subplan Name": "SubPlan 1", "Total Cost": 10, "Plan Rows": 1}]
}
})") == std::vector<int>{99, 1});
    CHECK(percents(R"({"Plan": {"Node Type": "Nested Loop", "Total Cost": 1000, "Plan Rows": 90, "Plans": [
        {"Node Type": "Seq Scan", "Parent Relationship": "Outer", "Total Cost": 100, "Plan Rows": 40},
        {"Node Type": "Index Scan", "Parent Relationship": "Inner", "Total Cost": 20, "Plan Rows": 1}]}})") ==
          std::vector<int>{10, 10, 80});
}

TEST_CASE("the tree fits the terminal and has the figures", "[workload]") {
    auto const plan = plan_of("nested_loop");
    auto const findings = check_plan(plan, {});
    auto const tree = plan_tree(plan, findings, {80, false});
    std::size_t lines = 0;
    for (auto const &line : base::split(tree, '\n')) {
        CHECK(base::display_width(line) <= 80);
        if (!line.empty()) ++lines;
    }
    CHECK(lines >= 6);
    CHECK_THAT(tree, Contains("ROWS EXPECTED") && Contains("LOOPS") && Contains("127") && Contains("2,500"));
    CHECK_THAT(tree, Contains("Nested Loop [1]"));
    CHECK_THAT(findings_text(plan, findings, 80), Contains("[1] nested-loop-blowup (critical), Nested Loop"));
    CHECK_THAT(plan_tree(plan, {}, {std::nullopt, true}), Contains("\x1b[1m"));
    CHECK_THAT(plan_tree(plan_of("expected_only"), {}, {}), Contains("COST") && !Contains("LOOPS"));
}

TEST_CASE("Mermaid and JSON hold every step", "[workload]") {
    auto const plan = plan_of("or_join_filter");
    auto const mermaid = plan_mermaid(plan, check_plan(plan, {}));
    CHECK(mermaid.starts_with("flowchart BT\n"));
    CHECK_THAT(mermaid, Contains("or-join-filter") && Contains("n3[") && Contains(" --> n0"));
    base::JsonWriter json;
    write_plan_json(json, plan_of("seq_scan_filter"), false);
    CHECK_THAT(json.text(), Contains("\"type\":\"Seq Scan\"") && Contains("?::text") && !Contains("'y'"));
}

TEST_CASE("two plans side by side tell what changed", "[workload]") {
    auto const changes = plan_changes(plan_of("seq_scan_filter"), plan_of("index_scan"));
    REQUIRE(changes.size() >= 2);
    CHECK(changes[0] == "item: Seq Scan → Index Scan using item_code");
    CHECK_THAT(changes[1], Contains("cost: ") && Contains("times as little"));
    auto const joined = plan_changes(plan_of("hash_batches"), plan_of("nested_loop"));
    CHECK(std::ranges::find(joined, "join of i, p: Hash Join → Nested Loop") != joined.end());
    CHECK(plan_changes(plan_of("sort_disk"), plan_of("sort_disk")).empty());
    auto const text = plans_side_by_side(plan_of("sort_disk"), plan_of("seq_scan_filter"), 60);
    for (auto const &line : base::split(text, '\n')) CHECK(base::display_width(line) <= 60);
    CHECK_THAT(text, Contains(" | ") && Contains(" <"));
}
