// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "catalog/audit/undo.hpp"
#include "catalog/said/review.hpp"
#include "catalog/scan_writer.hpp"
#include "temporary_catalog.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using namespace scribe::catalog;
using scribe::test::TemporaryCatalog;

namespace {

/// A catalog of one table with two columns, and texts about them.
struct Texts {
    TemporaryCatalog place;
    Store store = place.open();
    SourceRow source;

    Texts() { scan("{}"); }

    static model::Record record(model::Kind kind, std::string table, std::string name, std::string body) {
        model::Record made;
        made.kind = kind;
        made.schema = "main";
        made.table = std::move(table);
        made.name = std::move(name);
        made.body = std::move(body);
        return made;
    }

    void scan(std::string const &body, std::string const &comment = {}) {
        SourceRow row;
        row.name = "shop";
        row.url = "sqlite:/shop.db";
        ScanWriter writer{store, row, "ann"};
        writer.put(record(model::Kind::table, "", "orders", "{}"));
        auto state = record(model::Kind::column, "orders", "state", body);
        if (!comment.empty()) state.comment = comment;
        writer.put(std::move(state));
        writer.put(record(model::Kind::column, "orders", "total", "{}"));
        writer.finish({});
        source = *store.find_source("shop");
    }

    static std::int64_t id(std::string const &column) {
        return model::object_id("shop", model::Kind::column, "main", "orders", column);
    }

    bool draft(std::string const &column, std::string const &text, std::string const &origin = "rules",
               std::int64_t evidence = 7) {
        sqlite::Txn txn{store.db()};
        DescriptionWriter writer{store, source, "ann", "describe"};
        bool const saved = writer.save(id(column), column, {text, origin, "", "draft", 0.8, {"a reason"}}, evidence);
        txn.commit();
        return saved;
    }

    template <typename Decide> bool decide(Decide const &what) {
        sqlite::Txn txn{store.db()};
        Review review{store, "ann", "review"};
        bool const changed = what(review);
        txn.commit();
        return changed;
    }
    bool approve(std::string const &column) {
        return decide([&](Review &review) { return review.approve(*find_review(store, id(column))); });
    }
    bool reject(std::string const &column) {
        return decide([&](Review &review) { return review.reject(*find_review(store, id(column))); });
    }
    bool edit(std::string const &column, std::string const &text) {
        auto const row = find_review(store, id(column)).value_or(*find_text(store, id(column)));
        return decide([&](Review &review) { return review.edit(row, text); });
    }
    bool seen(std::string const &column, std::int64_t evidence) {
        sqlite::Txn txn{store.db()};
        DescriptionWriter writer{store, source, "ann", "describe"};
        bool const stale = writer.seen(*find_text(store, id(column)), evidence);
        txn.commit();
        return stale;
    }
    void undo() {
        revert(store, {.author = "ann"}, [](Event &&) {});
    }

    /// "approved human: text", and what else is to be said.
    std::string counts(std::string const &column) {
        auto const row = find_text(store, id(column));
        auto const &one = row->description;
        return one.status + " " + one.origin + ": " + one.text + (one.stale ? " (stale)" : "");
    }
    std::int64_t waiting() {
        TextQuery query;
        query.set = TextSet::pending;
        return list_texts(store, query, [](TextRow &&) {});
    }
};

} // namespace

TEST_CASE("a text that was approved stays what counts, and is offered anew when writers say something else",
          "[catalog][review]") {
    Texts texts;
    texts.draft("state", "First.");
    CHECK(texts.waiting() == 1);
    CHECK(texts.approve("state"));
    CHECK_FALSE(texts.approve("state"));
    CHECK(texts.counts("state") == "approved rules: First.");
    CHECK(texts.waiting() == 0);
    texts.draft("state", "Second.");
    CHECK(texts.counts("state") == "approved rules: First.");
    CHECK(texts.waiting() == 1);
    CHECK(find_review(texts.store, Texts::id("state"))->description.text == "Second.");
    CHECK(texts.reject("state"));
    CHECK(texts.waiting() == 0);
    CHECK(texts.counts("state") == "approved rules: First.");
    CHECK_FALSE(texts.draft("state", "Second.")); // said already
    texts.undo();
    CHECK(texts.waiting() == 1);
}

TEST_CASE("what replaces a rejected draft is not the draft before it", "[catalog][review]") {
    Texts texts;
    texts.draft("state", "First.");
    texts.draft("state", "Second.");
    texts.reject("state");
    CHECK(texts.counts("state") == "rejected : ");
    CHECK(texts.waiting() == 0);
    texts.draft("state", "Third.");
    CHECK(texts.counts("state") == "draft rules: Third.");
}

TEST_CASE("an edit is a version of a person that nothing overwrites", "[catalog][review]") {
    Texts texts;
    texts.draft("state", "First.");
    CHECK(texts.edit("state", "  Where it is in its life.\n"));
    CHECK(texts.counts("state") == "approved human: Where it is in its life.");
    CHECK_FALSE(texts.edit("state", "Where it is in its life."));
    texts.draft("state", "By a model.", "model");
    CHECK(texts.counts("state") == "approved human: Where it is in its life.");
    texts.approve("state"); // the model's, which so becomes the person's
    CHECK(texts.counts("state") == "approved human: By a model.");
    texts.undo();
    CHECK(texts.counts("state") == "approved human: Where it is in its life.");
    auto const versions = text_versions(texts.store, Texts::id("state"));
    REQUIRE(versions.size() == 3);
    CHECK(versions[0].description.text == "First.");
    CHECK(versions[1].description.reasons == std::vector<std::string>{"a person edited version 1 (rules)"});
    CHECK_THROWS_AS(texts.edit("state", " \n"), base::Error);
    CHECK_THROWS_AS(texts.edit("state", std::string(Review::k_most_text + 1, 'x')), base::Error);
    texts.undo(); // the model's text
    texts.undo();
    CHECK(texts.counts("state") == "draft rules: First.");
}

TEST_CASE("a text of a column that nobody described, and one in place of a comment", "[catalog][review]") {
    Texts texts;
    CHECK(texts.edit("total", "What it costs."));
    CHECK(texts.counts("total") == "approved human: What it costs.");
    texts.scan("{}", "As the database says.");
    CHECK(texts.counts("state") == "approved comment: As the database says.");
    CHECK_FALSE(texts.edit("state", "As the database says."));
    CHECK(texts.edit("state", "Better."));
    CHECK(texts.counts("state") == "approved human: Better.");
}

TEST_CASE("rules are not offered where the database has a comment, models are", "[catalog][review]") {
    Texts texts;
    texts.scan("{}", "As the database says.");
    texts.draft("state", "By rules.");
    CHECK(texts.waiting() == 0);
    texts.draft("state", "By a model.", "model");
    CHECK(texts.waiting() == 1);
}

TEST_CASE("another definition makes texts stale, another comment does not", "[catalog][review]") {
    Texts texts;
    texts.draft("state", "First.");
    texts.approve("state");
    texts.draft("total", "Second.");
    texts.scan("{}", "First.");
    CHECK(texts.waiting() == 1);
    texts.scan(R"({"type":"text"})", "First.");
    CHECK(texts.counts("state") == "approved rules: First. (stale)");
    CHECK(texts.waiting() == 2);
    CHECK(texts.approve("state"));
    CHECK(texts.counts("state") == "approved rules: First.");
    texts.undo();
    CHECK(texts.counts("state") == "approved rules: First. (stale)");
    // A writer that says the same again has looked at it.
    CHECK_FALSE(texts.draft("total", "Second.", "rules", 8));
    CHECK(texts.counts("total") == "draft rules: Second.");
}

TEST_CASE("other evidence makes a text stale, and the first look does not", "[catalog][review]") {
    Texts texts;
    texts.draft("state", "First.", "rules", 0);
    texts.approve("state");
    CHECK_FALSE(texts.seen("state", 5));
    CHECK_FALSE(texts.seen("state", 5));
    CHECK(texts.seen("state", 6));
    CHECK_FALSE(texts.seen("state", 6)); // said once, stale until somebody decides
    CHECK(texts.counts("state") == "approved rules: First. (stale)");
    texts.edit("state", "Better.");
    CHECK(texts.counts("state") == "approved human: Better.");
    CHECK_FALSE(texts.seen("state", 6)); // what was known when it was edited
    CHECK(texts.seen("state", 7));
}

TEST_CASE("becoming stale is no change that undo has to know of", "[catalog][review]") {
    Texts texts;
    texts.draft("state", "First.");
    texts.approve("state");
    texts.scan(R"({"type":"text"})");
    texts.undo();
    CHECK(texts.counts("state") == "draft rules: First. (stale)");
}

TEST_CASE("an old version counts again", "[catalog][review]") {
    Texts texts;
    texts.draft("state", "First.");
    texts.edit("state", "Second.");
    texts.edit("state", "Third.");
    auto const versions = text_versions(texts.store, Texts::id("state"));
    texts.decide([&](Review &review) {
        review.restore(*find_text(texts.store, Texts::id("state")), versions[1]);
        return true;
    });
    CHECK(texts.counts("state") == "approved human: Second.");
    CHECK(text_versions(texts.store, Texts::id("state")).size() == 4);
}

TEST_CASE("what a person chose counts in the place of what a person wrote", "[catalog][review]") {
    Texts texts;
    texts.draft("state", "First.");
    texts.edit("state", "Mine.");
    auto const id = Texts::id("state");
    auto const first = text_versions(texts.store, id)[0];
    texts.decide([&](Review &review) {
        review.restore(*find_text(texts.store, id), first);
        return true;
    });
    CHECK(texts.counts("state") == "approved human: First.");
    CHECK(text_versions(texts.store, id).back().description.reasons.front() == "a person restored version 1 (rules)");
    texts.undo();
    CHECK(texts.counts("state") == "approved human: Mine.");
    auto row = *find_text(texts.store, id);
    row.version = 1;
    row.description.origin = "rules";
    texts.decide([&](Review &review) {
        CHECK(review.replaces_people(row));
        return review.approve(row);
    });
    CHECK(texts.counts("state") == "approved human: First.");
    CHECK(text_versions(texts.store, id).back().description.reasons.front() == "a person approved version 1 (rules)");
    texts.undo();
    CHECK(texts.counts("state") == "approved human: Mine.");
}

TEST_CASE("the database itself has a text", "[catalog][review]") {
    Texts texts;
    auto const row = find_text(texts.store, model::database_id("shop"));
    REQUIRE(row);
    CHECK(row->database);
    CHECK(row->type() == "database");
    CHECK(row->ref() == "shop");
    texts.decide([&](Review &review) { return review.edit(*row, "All that the shop knows."); });
    TextQuery query;
    query.types = {"database"};
    std::vector<TextRow> rows;
    list_texts(texts.store, query, [&](TextRow &&one) { rows.push_back(std::move(one)); });
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].description.text == "All that the shop knows.");
    query.types.clear();
    query.patterns = {model::parse_ref("shop")};
    CHECK(list_texts(texts.store, query, [](TextRow &&) {}) == 1);
    texts.undo();
    CHECK(find_text(texts.store, model::database_id("shop"))->description.text.empty());
}
