// SPDX-License-Identifier: MIT
#include "model/serialize.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "model/fields.hpp"

#include <fmt/format.h>
#include <simdjson.h>

namespace scribe::model {

namespace {

namespace ondemand = simdjson::ondemand;

// ---- writing: empty, false and absent members are left out, so no struct may default a flag to true

template <typename T> bool is_default(T const &value) { return value == T{}; }
template <typename T> bool is_default(std::vector<T> const &list) { return list.empty(); }

template <typename T> void write_value(base::JsonWriter &out, T const &value) {
    if constexpr (requires { out.value(value); }) out.value(value);
    else {
        out.begin_object();
        fields(
            [&out](char const *name, auto const &member) {
                if (is_default(member)) return;
                out.key(name);
                write_value(out, member);
            },
            value);
        out.end_object();
    }
}

// clang-format off
template <typename T>
    requires(!requires(base::JsonWriter out, T value) { out.value(value); })
void write_value(base::JsonWriter &out, std::vector<T> const &list) {
    out.begin_array();
    for (T const &item : list) write_value(out, item);
    out.end_array();
}
// clang-format on

// ---- reading

void read_value(ondemand::value from, std::string &to) { to = std::string_view{from.get_string()}; }
void read_value(ondemand::value from, bool &to) { to = from.get_bool(); }
void read_value(ondemand::value from, std::int64_t &to) { to = from.get_int64(); }

template <typename T> void read_value(ondemand::value from, T &to);

template <typename T> void read_value(ondemand::value from, std::optional<T> &to) { read_value(from, to.emplace()); }

template <typename T> void read_value(ondemand::value from, std::vector<T> &to) {
    to.clear();
    for (auto item : from.get_array()) read_value(item.value(), to.emplace_back());
}

/// Reads the members that `walk(visit, object)` visits, in any order; others are left alone.
template <typename T, typename Walk> void read_members(ondemand::object from, T &to, Walk const &walk) {
    for (auto field : from) {
        std::string_view const key = field.unescaped_key();
        ondemand::value const value = field.value();
        walk(
            [&](std::string_view name, auto &member) {
                if (name == key) read_value(value, member);
            },
            to);
    }
}

template <typename T> void read_value(ondemand::value from, T &to) {
    read_members(from.get_object(), to, [](auto &&visit, T &object) { fields(visit, object); });
}

/// Reads `text`, one object, as read_members does. Throws simdjson::simdjson_error.
template <typename T, typename Walk> void read_text(std::string_view text, T &to, Walk const &walk) {
    // Both keep their memory from one object to the next.
    thread_local ondemand::parser parser;
    thread_local std::string padded;
    padded = text;
    padded.append(simdjson::SIMDJSON_PADDING, '\0');
    ondemand::document document = parser.iterate(padded.data(), text.size(), padded.size());
    read_members(document.get_object(), to, walk);
}

[[noreturn]] void fail_damaged(Record const &record, char const *why) {
    throw base::Error(base::ExitCode::catalog,
                      fmt::format("{} {}.{}{}{}: its catalog entry is damaged: {}", kind_name(record.kind),
                                  record.schema, record.table, record.table.empty() ? "" : ".", record.name, why));
}

/// The members of Stats; here, because Stats is no object of its own.
template <typename V, typename T> void stats_fields(V &&visit, T &o) {
    visit("rows", o.rows);
    visit("rows_exact", o.rows_exact);
    visit("total_bytes", o.total_bytes);
    visit("bytes_exact", o.bytes_exact);
    visit("heap_bytes", o.heap_bytes);
    visit("index_bytes", o.index_bytes);
    visit("toast_bytes", o.toast_bytes);
    visit("live_rows", o.live_rows);
    visit("dead_rows", o.dead_rows);
    visit("seq_scans", o.seq_scans);
    visit("index_scans", o.index_scans);
    visit("last_vacuum", o.last_vacuum);
    visit("last_analyze", o.last_analyze);
}

} // namespace

template <typename T> Record to_record(T object) {
    base::JsonWriter out;
    out.begin_object();
    fields(
        [&out](char const *name, auto const &member) {
            if (is_default(member)) return;
            out.key(name);
            write_value(out, member);
        },
        object);
    out.end_object();
    Record record;
    static_cast<Object &>(record) = std::move(static_cast<Object &>(object));
    record.kind = T::k_kind;
    record.body = out.take();
    return record;
}

template <typename T> void from_record(Record const &record, T &object) {
    static_cast<Object &>(object) = record;
    try {
        read_text(record.body, object, [](auto &&visit, T &to) { fields(visit, to); });
    } catch (simdjson::simdjson_error const &error) {
        fail_damaged(record, error.what());
    }
}

template <typename T> T from_record(Record const &record) {
    T object;
    from_record(record, object);
    return object;
}

std::string stats_to_json(Stats const &stats) {
    base::JsonWriter out;
    out.begin_object();
    stats_fields(
        [&out](char const *name, auto const &member) {
            if (!is_default(member)) out.member(name, member);
        },
        stats);
    out.end_object();
    return out.take();
}

Stats stats_from_json(std::string_view text, Record const &record) {
    Stats stats;
    try {
        read_text(text, stats, [](auto &&visit, Stats &to) { stats_fields(visit, to); });
    } catch (simdjson::simdjson_error const &error) {
        fail_damaged(record, error.what());
    }
    return stats;
}

#define SCRIBE_INSTANTIATE(T)                                                                                          \
    template Record to_record<T>(T);                                                                                   \
    template T from_record<T>(Record const &);                                                                         \
    template void from_record<T>(Record const &, T &);
SCRIBE_INSTANTIATE(Schema)
SCRIBE_INSTANTIATE(Table)
SCRIBE_INSTANTIATE(View)
SCRIBE_INSTANTIATE(Column)
SCRIBE_INSTANTIATE(Constraint)
SCRIBE_INSTANTIATE(Index)
SCRIBE_INSTANTIATE(Sequence)
SCRIBE_INSTANTIATE(Type)
SCRIBE_INSTANTIATE(Routine)
SCRIBE_INSTANTIATE(Trigger)
SCRIBE_INSTANTIATE(Rule)
SCRIBE_INSTANTIATE(Policy)
SCRIBE_INSTANTIATE(Statistics)
SCRIBE_INSTANTIATE(Extension)
SCRIBE_INSTANTIATE(Publication)
SCRIBE_INSTANTIATE(EventTrigger)
SCRIBE_INSTANTIATE(Server)
#undef SCRIBE_INSTANTIATE

} // namespace scribe::model
