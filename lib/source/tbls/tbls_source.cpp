// SPDX-License-Identifier: MIT
#include "source/tbls/tbls_source.hpp"

#include "base/json_stream.hpp"
#include "base/text.hpp"
#include "model/serialize.hpp"
#include "source/file_source.hpp"
#include "source/json/parse.hpp"
#include "source/tbls/convert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace scribe::source::tbls {

namespace {

using base::JsonStream;
using model::Kind;

struct Head {
    std::string name;
    Driver driver;
};

/// SQL has no zero bytes, and the catalog none in its texts.
void refuse_zero_bytes(JsonStream const &stream, JsonStream::Piece const &piece) {
    constexpr std::string_view k_zero = "\\u0000";
    for (auto at = piece.text.find(k_zero); at != std::string_view::npos; at = piece.text.find(k_zero, at + 1)) {
        auto const before = piece.text.find_last_not_of('\\', at);
        if ((at - before) % 2 == 1) // else the backslash is itself escaped
            stream.fail(piece.offset + static_cast<std::int64_t>(at), "text without zero bytes");
    }
}

/// Reads one piece into a struct of elements.hpp.
template <typename T> T read(JsonStream const &stream, JsonStream::Piece const &piece) {
    refuse_zero_bytes(stream, piece);
    T to;
    json::parse(stream, piece, [&](simdjson::ondemand::document &document) {
        base::json::read_members(
            json::need_object(document, piece), to, [](auto &&visit, T &object) { fields(visit, object); },
            [](std::string_view, simdjson::ondemand::value) {});
    });
    return to;
}

std::string read_text(JsonStream const &stream, JsonStream::Piece const &piece) {
    std::string_view text;
    std::string to;
    json::parse(stream, piece, [&](simdjson::ondemand::document &document) {
        if (document.get_string().get(text) != simdjson::SUCCESS)
            throw base::json::Misfit{piece.text.data(), "a string"};
        to = text;
    });
    return to;
}

Head read_head(std::filesystem::path const &path) {
    JsonStream stream{path};
    Head head;
    bool tables = false;
    while (stream.next_member()) {
        if (stream.key() == "format") {
            stream.fail(stream.key_offset(), "a schema.json of tbls", "\"format\"",
                        "a model that scribe export json wrote is json:FILE");
        }
        if (stream.key() == "tables") tables = true;
        else if (stream.key() == "name") head.name = read_text(stream, stream.value());
        else if (stream.key() == "driver") head.driver = read<Driver>(stream, stream.value());
    }
    if (!tables) {
        stream.fail(0, "a schema.json of tbls: there is no member \"tables\"", {},
                    "tbls out -t json and tbls doc write such a file");
    }
    return head;
}

std::string product_of(std::string const &driver) {
    if (driver == "postgres") return "PostgreSQL";
    if (driver == "sqlite") return "SQLite";
    if (driver == "mysql") return "MySQL";
    if (driver == "mariadb") return "MariaDB";
    return driver.empty() ? "tbls" : driver;
}

/// "15.4" of "PostgreSQL 15.4 (Debian 15.4-1) on x86_64 ...".
std::string version_of(std::string const &text) {
    auto const begin = text.find_first_of("0123456789");
    if (begin == std::string::npos) return base::single_line(text);
    return text.substr(begin, text.find_first_not_of("0123456789.", begin) - begin);
}

/// One reading of the file.
class Scan {
public:
    Scan(std::filesystem::path const &path, Naming naming, ScanRequest const &request, RecordSink const &sink)
        : m_path(path), m_naming(std::move(naming)), m_request(request), m_sink(sink) {}

    ScanReport run() {
        if (m_naming.postgres) read_relations([this](Relation const &relation) { m_parents.add(relation); });
        read_objects();
        read_relations([this](Relation const &relation) { add_relation(relation); });
        for (auto const &name : m_schemas) {
            model::Schema schema;
            schema.schema = schema.name = name;
            put(model::to_record(std::move(schema)));
        }
        note_what_is_left_out();
        // What such a file never tells.
        m_report.unseen = {Kind::sequence,    Kind::rule,          Kind::policy, Kind::statistics, Kind::extension,
                           Kind::publication, Kind::event_trigger, Kind::server, Kind::privileges};
        return std::move(m_report);
    }

private:
    template <typename T, typename Use> void each(JsonStream &stream, Use const &use) {
        JsonStream::Piece piece;
        if (!stream.is_array()) {
            auto const value = stream.value();
            if (value.text == "null") return; // as Go writes an empty list
            stream.fail(value.offset, "an array", value.text.substr(0, value.text.find_first_of("\n,}]")));
        }
        while (stream.next_element(piece)) use(read<T>(stream, piece), piece.offset);
    }

    void read_objects() {
        JsonStream stream{m_path};
        while (stream.next_member()) {
            auto const &key = stream.key();
            if (key == "tables")
                each<Table>(stream, [&](Table const &table, std::int64_t offset) {
                    if (table.name.empty()) stream.fail(offset, "a table with a \"name\"");
                    add_table(table);
                });
            else if (key == "functions")
                each<Function>(stream, [this](Function const &function, std::int64_t) {
                    put(model::to_record(convert(function, m_naming)));
                });
            else if (key == "enums")
                each<Enum>(stream, [this](Enum const &values, std::int64_t) {
                    put(model::to_record(convert(values, m_naming)));
                });
            else if (key == "labels") each<Label>(stream, [this](Label const &, std::int64_t) { leave_out("labels"); });
            else if (key == "viewpoints")
                each<Viewpoint>(stream, [this](Viewpoint const &, std::int64_t) { leave_out("viewpoints"); });
            else if (key == "desc" && !read_text(stream, stream.value()).empty()) leave_out("the description");
        }
    }

    void add_table(Table const &table) {
        if (!table.labels.empty()) leave_out("labels");
        for (auto const &column : table.columns) {
            if (!column.labels.empty()) leave_out("labels");
            if (!is_understood(column.extra_def.value_or(""))) leave_out("extra definitions of columns");
        }
        for (auto &record : convert(table, m_naming, m_parents)) {
            if (record.kind == Kind::constraint) {
                auto const key = model::from_record<model::Constraint>(record);
                if (!key.references.empty()) m_keys.insert(key_of(key));
            }
            put(std::move(record));
        }
    }

    template <typename Use> void read_relations(Use const &use) {
        JsonStream stream{m_path};
        while (stream.next_member()) {
            if (stream.key() != "relations") continue;
            each<Relation>(stream, [&](Relation const &relation, std::int64_t offset) {
                if (relation.table.empty() || relation.parent_table.empty())
                    stream.fail(offset, "a relation with a \"table\" and a \"parent_table\"");
                use(relation);
            });
        }
    }

    /// Relations that no constraint stands for: virtual ones, and those of databases without foreign keys.
    void add_relation(Relation const &relation) {
        auto key = convert(relation, m_naming);
        if (!m_keys.insert(key_of(key)).second) return;
        // What a constraint says of its columns; of a relation without one it is all that there is.
        if (!relation.cardinality.empty() || !relation.parent_cardinality.empty())
            leave_out("cardinalities of virtual relations");
        put(model::to_record(std::move(key)));
    }

    void leave_out(std::string const &what) { m_left_out.insert(what); }

    void put(model::Record &&record) {
        if (!record.name.empty() && !record.schema.empty()) m_report.schemas.insert(record.schema);
        if (record.name.empty() || !m_request.filter.matches(record)) return;
        if (record.kind != Kind::schema) m_schemas.insert(record.schema);
        auto const id_kind = record.kind == Kind::view ? Kind::table : record.kind;
        if (!m_seen.insert(model::object_id("", id_kind, record.schema, record.table, record.name)).second) {
            leave_out("objects that are there twice");
            return;
        }
        m_sink(std::move(record));
    }

    void note_what_is_left_out() {
        if (m_left_out.empty()) return;
        m_report.notes.push_back("left out: " +
                                 base::join(std::vector<std::string>{m_left_out.begin(), m_left_out.end()}, ", "));
    }

    std::filesystem::path const &m_path;
    Naming m_naming;
    ScanRequest const &m_request;
    RecordSink const &m_sink;
    Parents m_parents;
    std::unordered_set<std::string> m_keys;
    std::unordered_set<std::int64_t> m_seen;
    std::set<std::string> m_schemas, m_left_out;
    ScanReport m_report;
};

class TblsSource final : public Source {
public:
    explicit TblsSource(std::filesystem::path path) : m_path(std::move(path)), m_head(read_head(m_path)) {}

    SourceInfo info() override {
        SourceInfo info;
        info.name = m_head.name.empty() ? name_of_file(m_path) : m_head.name;
        info.product = product_of(m_head.driver.name);
        info.version = version_of(m_head.driver.database_version);
        info.database = m_head.name;
        info.identity = fmt::format("tbls file of {} {}", info.product, info.database);
        return info;
    }

    ScanReport scan(ScanRequest const &request, RecordSink const &sink) override {
        return Scan{m_path, naming(m_head.driver, m_head.name), request, sink}.run();
    }

    TestReport test() override { return test_file(*this); }

private:
    std::filesystem::path m_path;
    Head m_head;
};

} // namespace

std::unique_ptr<Source> open_tbls(std::string const &path, OpenOptions const &) {
    return std::make_unique<TblsSource>(path);
}

} // namespace scribe::source::tbls
