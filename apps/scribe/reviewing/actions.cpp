// SPDX-License-Identifier: MIT
#include "reviewing/actions.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/said/review.hpp"
#include "reviewing/editor.hpp"
#include "reviewing/page.hpp"
#include "reviewing/session.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using catalog::TextRow;

std::vector<Cell> cells(TextRow const &row, bool several) {
    auto const &one = row.description;
    Cell status{one.status};
    if (one.stale) status.shown = one.status + ", stale";
    return {row.source,
            text_ref(row, several),
            std::string{row.type()},
            row.schema,
            table_cell(row),
            column_cell(row),
            row.version,
            origin_cell(row),
            std::move(status),
            one.stale,
            confidence_cell(row),
            one.text,
            reasons_cell(row),
            one.writer};
}

} // namespace

void list_reviews(catalog::Store &store, catalog::TextQuery const &query, OutputOptions const &output,
                  Context &context) {
    auto const several = store.sources().size() > 1;
    ListWriter writer{context, output,
                      object_columns(several, {{.name = "version", .title = "VERSION", .number = true},
                                               {.name = "origin", .title = "BY"},
                                               {.name = "status", .title = "STATUS"},
                                               {.name = "stale", .title = ""},
                                               {.name = "confidence", .title = "SURE", .number = true},
                                               {.name = "text", .title = "TEXT", .elastic = true},
                                               {.name = "reasons", .title = ""},
                                               {.name = "writer", .title = ""}})};
    auto const total = catalog::list_texts(store, query, [&](TextRow &&row) { writer.row(cells(row, several)); });
    writer.finish(total, "texts");
}

bool decide_all(catalog::Store &store, catalog::TextQuery const &query, Decision decision, std::string const &author,
                bool dry_run) {
    bool const approves = decision == Decision::approve;
    sqlite::Txn txn{store.db()};
    std::vector<TextRow> rows; // of which object which version: the texts themselves stay in the catalog
    catalog::list_texts(store, query, [&](TextRow &&row) {
        auto origin = std::move(row.description.origin);
        row.description = {};
        row.description.origin = std::move(origin);
        rows.push_back(std::move(row));
    });
    if (rows.empty()) return false;
    catalog::Review review{store, author, approves ? "review approve" : "review reject"};
    std::int64_t changed = 0, left = 0;
    for (auto const &row : rows) {
        // Chosen alone it takes the place of what a person wrote; among others that would be done unseen.
        if (approves && rows.size() > 1 && review.replaces_people(row)) ++left;
        else changed += (approves ? review.approve(row) : review.reject(row)) ? 1 : 0;
    }
    if (!dry_run) txn.commit();
    auto const *const verb = dry_run    ? (approves ? "Would approve" : "Would reject")
                             : approves ? "Approved"
                                        : "Rejected";
    base::log::info("{} {}", verb, base::counted(changed, "text"));
    if (left > 0)
        base::log::info("{} left as drafts: people wrote texts of these objects; review approve REF replaces one",
                        base::counted(left, "text"));
    return true;
}

TextRow find_one(catalog::Store &store, catalog::TextQuery const &query) {
    std::vector<TextRow> found;
    auto wanted = query;
    wanted.limit = 2;
    auto const total = catalog::list_texts(store, wanted, [&](TextRow &&row) { found.push_back(std::move(row)); });
    if (total == 0)
        throw Error(ExitCode::usage, "nothing that has a text is called so",
                    "scribe search finds objects by parts of their names; scribe scan reads new ones");
    if (total > 1)
        throw Error(ExitCode::usage,
                    fmt::format("{} objects are called so, as {} {} and {} {}", total, found[0].type(),
                                base::single_line(text_ref(found[0], true)), found[1].type(),
                                base::single_line(text_ref(found[1], true))),
                    "name one, with its schema and source, or say which with --type");
    if (auto review = catalog::find_review(store, found[0].object_id)) return std::move(*review);
    return std::move(found[0]);
}

void edit_one(catalog::Store &store, TextRow const &row, std::optional<std::string> text, std::string const &author,
              Context &context) {
    auto const name = base::single_line(row.ref());
    if (!text) {
        if (!context.in_is_terminal || !context.out_is_terminal)
            throw Error(ExitCode::usage, "there is no terminal for an editor",
                        fmt::format("give the text: scribe review edit {} --text TEXT", name));
        text = edit_text(row.description.text,
                         review_page(store, row, std::nullopt, false) + evidence_page(store, row, std::nullopt, 100),
                         context);
        if (!text) {
            base::log::info("{}: nothing was written, the text stays", name);
            return;
        }
    }
    sqlite::Txn txn{store.db()};
    catalog::Review review{store, author, "review edit"};
    bool const changed = review.edit(row, *text);
    txn.commit();
    base::log::info("{}: {}", name, changed ? "the text is yours now" : "the text is the same already");
    if (changed) tell_taught(store);
}

namespace {

catalog::TextVersion const &find_version(std::vector<catalog::TextVersion> const &versions, std::int64_t number,
                                         TextRow const &row) {
    auto const found = std::ranges::find(versions, number, &catalog::TextVersion::version);
    if (found != versions.end()) return *found;
    auto const name = base::single_line(row.ref());
    throw Error(ExitCode::usage,
                versions.empty() ? fmt::format("{} has no versions", name)
                                 : fmt::format("{} has no version {}", name, number),
                fmt::format("scribe review show {} lists them", name));
}

void write_version(base::JsonWriter &json, catalog::TextVersion const &one) {
    auto const &said = one.description;
    json.begin_object();
    json.member("version", one.version);
    json.member("created_at", one.created_at);
    json.member("author", one.author);
    json.member("origin", said.origin);
    json.member("writer", said.writer);
    json.member("status", said.status);
    json.member("stale", said.stale);
    json.member("confidence", said.confidence);
    json.member("text", said.text);
    json.member("reasons", said.reasons);
    json.end_object();
}

std::string heading(catalog::TextVersion const &one) {
    auto const &said = one.description;
    return fmt::format("version {}, {} by {}, {} ({})", one.version, said.status,
                       said.writer.empty() ? said.origin : said.writer, base::human_time(one.created_at),
                       base::single_line(one.author));
}

} // namespace

void show_difference(catalog::Store &store, TextRow const &row, std::int64_t from, std::int64_t to,
                     OutputOptions const &output, Context &context) {
    auto const versions = catalog::text_versions(store, row.object_id);
    if (to == 0 && !versions.empty()) to = versions.back().version;
    if (from == 0) from = to - 1;
    auto const &before = find_version(versions, from, row);
    auto const &after = find_version(versions, to, row);
    auto const changes = word_changes(before.description.text, after.description.text);
    Output out{context, output.file};
    if (output.format == "json") {
        base::JsonWriter json;
        json.begin_object();
        json.member("format_version", 1);
        json.member("source", row.source);
        json.member("ref", row.ref());
        json.member("type", row.type());
        json.key("from");
        write_version(json, before);
        json.key("to");
        write_version(json, after);
        json.member("changes", changes);
        json.end_object();
        out.write(json.take() + "\n");
    } else {
        out.write(fmt::format("--- {}\n+++ {}\n{}\n", heading(before), heading(after), changes));
    }
    out.finish();
}

void restore_one(catalog::Store &store, TextRow const &row, std::int64_t version, std::string const &author) {
    auto const versions = catalog::text_versions(store, row.object_id);
    auto const &old = find_version(versions, version, row);
    if (old.description.text.empty())
        throw Error(ExitCode::usage,
                    fmt::format("version {} of {} says nothing", version, base::single_line(row.ref())),
                    "scribe review reject takes a text away");
    sqlite::Txn txn{store.db()};
    catalog::Review review{store, author, "review restore"};
    review.restore(row, old);
    txn.commit();
    base::log::info("{}: version {} counts again", base::single_line(row.ref()), version);
}

void show_reviews(catalog::Store &store, catalog::TextQuery const &query, OutputOptions const &output,
                  Context &context) {
    bool const several = store.sources().size() > 1;
    Output out{context, output.file};
    bool const is_json = output.format == "json";
    std::int64_t shown = 0;
    auto const total = catalog::list_texts(store, query, [&](TextRow &&counting) {
        auto const row = catalog::find_review(store, counting.object_id).value_or(std::move(counting));
        if (is_json) {
            base::JsonWriter json;
            json.begin_object();
            json.member("source", row.source);
            json.member("ref", text_ref(row, several));
            json.member("type", row.type());
            json.member("text", row.description.text);
            json.member("origin", row.description.origin);
            json.member("status", row.description.status);
            json.key("versions");
            json.begin_array();
            for (auto const &one : catalog::text_versions(store, row.object_id)) write_version(json, one);
            json.end_array();
            json.end_object();
            out.write((shown > 0 ? ",\n" : "{\"format_version\":1,\"items\":[\n") + json.take());
        } else {
            constexpr std::size_t k_lines = 24;
            out.write((shown > 0 ? "\n" : "") + review_page(store, row, out.width(), out.styled()) +
                      evidence_page(store, row, out.width(), k_lines) +
                      versions_page(store, row, out.width(), out.styled()));
        }
        ++shown;
    });
    if (total == 0)
        throw Error(ExitCode::usage, "nothing that has a text is called so",
                    "scribe search finds objects by parts of their names");
    if (is_json) out.write(fmt::format("\n],\"total\":{}}}\n", total));
    out.finish();
    if (shown < total)
        base::log::info("{} of {} objects; --limit 0 shows all", base::group_digits(shown), base::group_digits(total));
}

} // namespace scribe::cli
