// SPDX-License-Identifier: MIT
#include "diff_pair.hpp"

#include "../unit/export/memory_reader.hpp"
#include "diff/compare.hpp"
#include "model/filter.hpp"

namespace scribe::conformance {

namespace {

/// The model of a database, without what belongs to extensions.
test::MemoryReader read(Database &db) {
    test::MemoryReader reader;
    auto const source = db.open();
    reader.set_version(source->info().version);
    for (auto &record : scan(*source).records) {
        if (record.extension.empty()) reader.add_record(std::move(record));
    }
    return reader;
}

} // namespace

std::string Difference::text() const {
    std::string text;
    for (auto const &change : changes) {
        std::string fields;
        for (auto const &field : change.fields) {
            if (field.field == "position") continue;
            fields += " " + field.field + ": " + field.before.value_or("(nothing)") + " -> " +
                      field.after.value_or("(nothing)");
        }
        if (change.action == diff::Action::changed && fields.empty()) continue;
        text += std::string{diff::action_name(change.action)} + " " +
                std::string{model::kind_name(change.object().kind)} + " " + model::format_ref(change.object()) +
                fields + "\n";
    }
    return text;
}

std::vector<std::string> Difference::not_done() const {
    std::vector<std::string> left;
    for (auto const &statement : script) {
        if (statement.sql.empty()) left.push_back(statement.note);
    }
    return left;
}

Difference compare(Database &before, Database &after, diff::KeptRights kept) {
    auto old_reader = read(before);
    std::unique_ptr<model::ModelReader> new_reader = std::make_unique<test::MemoryReader>(read(after));
    if (kept.any()) new_reader = std::make_unique<diff::KeptRightsReader>(std::move(new_reader), old_reader, kept);
    diff::CompareOptions options;
    options.kept = kept;
    Difference difference;
    difference.changes = diff::compare(old_reader, *new_reader, options);
    difference.script = diff::ddl::make_script(difference.changes, old_reader, *new_reader, kept);
    return difference;
}

std::string script_text(Difference const &difference) {
    std::string text;
    diff::Sides sides;
    sides.before = "a";
    sides.after = "b";
    diff::ddl::render_sql(sides, difference.script, [&](std::string_view piece) { text += piece; });
    return text;
}

void run_script(Session &session, Difference const &difference) {
    for (auto const &statement : difference.script) {
        INFO(statement.sql);
        if (!statement.sql.empty()) session.run(statement.sql);
    }
}

void check_script(Database &before, Database &after, std::string const &expected, diff::KeptRights kept) {
    auto const difference = compare(before, after, kept);
    INFO("the differences were:\n" << difference.text());
    Session session{before.url()};
    run_script(session, difference);
    auto const left = compare(before, after, kept);
    CHECK(left.text() == expected);
}

std::string script_of(std::string const &before_sql, std::string const &after_sql, std::string const &left) {
    INFO(before_sql << "\nbecomes\n" << after_sql);
    Database before{before_sql}, after{after_sql};
    auto text = script_text(compare(before, after));
    INFO(text);
    check_script(before, after, left);
    return text;
}

std::string script_of_change(std::string const &setup, std::string const &change, std::string const &left) {
    return script_of(setup, setup + ";" + change, left);
}

void check_order(std::string const &text, std::vector<std::string> const &parts) {
    std::size_t at = 0;
    for (auto const &part : parts) {
        auto const found = text.find(part, at);
        INFO(part << " is not there, or not in its place, in\n" << text);
        REQUIRE(found != std::string::npos);
        at = found + part.size();
    }
}

} // namespace scribe::conformance
