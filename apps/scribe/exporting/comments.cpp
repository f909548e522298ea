// SPDX-License-Identifier: MIT
#include "exporting/comments.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/said/descriptions.hpp"
#include "diff/ddl/writers.hpp"
#include "output/output.hpp"

#include <fmt/format.h>

#include <functional>
#include <ostream>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

/// An object with an approved text.
struct Approved {
    std::string object; ///< as COMMENT ON names it
    std::string text;
    std::string comment; ///< of the database
};

void need_comments(catalog::SourceRow const &source) {
    if (source.product == "SQLite")
        throw Error(ExitCode::usage, fmt::format("{}: SQLite keeps no comments", source.name),
                    "scribe export markdown writes the texts on pages");
}

void each_approved(catalog::Store &store, catalog::SourceRow const &source, model::ObjectFilter const &filter,
                   std::function<void(Approved &&)> const &visit) {
    catalog::TextQuery query;
    query.source = source.name;
    query.filter = filter;
    query.origins = {"human", "rules", "model"};
    query.described = true;
    query.limit = 0;
    catalog::list_texts(store, query, [&](catalog::TextRow &&row) {
        if (row.description.status != "approved") return;
        if (row.database)
            return visit({"DATABASE " + base::quote_ident(source.database), row.description.text, source.comment});
        auto const record = store.find(source.id, row.kind, row.schema, row.table, row.name);
        if (!record || record->kind == model::Kind::privileges) return; // these can have no comment
        visit({diff::ddl::sql_object(*record), row.description.text, record->comment.value_or("")});
    });
}

} // namespace

void export_comments(catalog::Store &store, catalog::SourceRow const &source, model::ObjectFilter const &filter,
                     std::filesystem::path const &path, Context &context) {
    need_comments(source);
    Output output{context, path.string()};
    std::int64_t count = 0;
    output.write("BEGIN;\n");
    each_approved(store, source, filter, [&](Approved &&one) {
        output.write(fmt::format("COMMENT ON {} IS {};\n", one.object, base::quote_literal(one.text)));
        ++count;
    });
    output.write("COMMIT;\n");
    output.finish();
    base::log::info("{}", base::counted(count, "comment"));
    if (count == 0) base::log::info("only approved texts become comments: scribe review");
}

ExitCode check_comments(catalog::Store &store, catalog::SourceRow const &source, model::ObjectFilter const &filter,
                        Context &context) {
    need_comments(source);
    std::int64_t count = 0, other = 0;
    each_approved(store, source, filter, [&](Approved &&one) {
        ++count;
        if (one.comment == one.text) return;
        ++other;
        context.out << (one.comment.empty() ? "missing: " : "stale: ") << base::single_line(one.object) << '\n';
    });
    if (other == 0) base::log::info("all of {} are comments of the database", base::counted(count, "approved text"));
    else
        base::log::info("{} of {} are no comments of the database, as it was scanned last", base::group_digits(other),
                        base::counted(count, "approved text"));
    return other == 0 ? ExitCode::ok : ExitCode::differs;
}

} // namespace scribe::cli
