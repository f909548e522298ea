// SPDX-License-Identifier: MIT
#include "sql/text/comments.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "context/readers.hpp"
#include "context/said/readers.hpp"
#include "context/tables/statements.hpp"
#include "model/code/signature.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::context {

namespace {

using model::Kind;

struct ObjectWord {
    std::string_view word;
    std::optional<Kind> kind;
};

constexpr auto k_objects = std::to_array<ObjectWord>({
    {"TABLE", std::nullopt},
    {"FOREIGN TABLE", std::nullopt},
    {"VIEW", Kind::view},
    {"MATERIALIZED VIEW", Kind::view},
    {"COLUMN", std::nullopt},
    {"SCHEMA", std::nullopt},
    {"DATABASE", std::nullopt},
    {"FUNCTION", Kind::routine},
    {"PROCEDURE", Kind::routine},
    {"ROUTINE", Kind::routine},
    {"AGGREGATE", Kind::routine},
    {"TYPE", Kind::type},
    {"DOMAIN", Kind::type},
    {"SEQUENCE", Kind::sequence},
    {"INDEX", Kind::index},
    {"CONSTRAINT", Kind::constraint},
    {"TRIGGER", Kind::trigger},
    {"RULE", Kind::rule},
    {"POLICY", Kind::policy},
    {"STATISTIC EXT", Kind::statistics},
    {"EXTENSION", Kind::extension},
    {"PUBLICATION", Kind::publication},
    {"EVENT TRIGGER", Kind::event_trigger},
    {"FOREIGN SERVER", Kind::server},
});

/// Fills in the place; false for objects that no catalog of scribe has.
bool set_object(Statement &self, sql::Comment const &comment) {
    auto const *const object = std::ranges::find(k_objects, comment.object, &ObjectWord::word);
    auto names = comment.names;
    if (object == k_objects.end() || names.empty()) return false;
    self.kind = object->kind;
    // The name of the database itself: the catalog may know it by another one.
    if (object->word == "DATABASE") return true;
    auto const take = [&](std::string &to) {
        if (names.empty()) return;
        to = std::move(names.back());
        names.pop_back();
    };
    // An index is named with its schema alone.
    bool const part = object->word == "COLUMN" ||
                      (object->kind && model::is_table_part(*object->kind) && object->kind != Kind::index);
    if (object->word == "SCHEMA") take(self.schema);
    else if (object->word.ends_with("TABLE") || object->kind == Kind::view) take(self.table);
    else take(self.name);
    if (part) take(self.table);
    take(self.schema);
    if (object->kind == Kind::routine)
        self.name = model::plain_signature(fmt::format("{}({})", self.name, comment.arguments));
    return true;
}

} // namespace

void read_sql_comments(std::string_view text, std::string const &file, Sayings const &use) {
    std::int64_t skipped = 0;
    try {
        for (auto &comment : sql::read_comments(std::string{text})) {
            if (!comment.text) continue;
            Statement self;
            self.place = fmt::format("{}:{}", file, comment.line);
            self.fields[Field::description] = plain_text(*comment.text);
            if (set_object(self, comment)) use.add(std::move(self));
            else ++skipped;
        }
    } catch (base::Error const &error) {
        throw base::Error(base::ExitCode::config, fmt::format("{}:{}", file, error.what()),
                          "scripts are read as PostgreSQL reads them; pg_dump --schema-only writes one");
    }
    if (skipped > 0)
        base::log::info("{}: {} left out: of objects that are not documented", file, base::counted(skipped, "comment"));
}

} // namespace scribe::context
