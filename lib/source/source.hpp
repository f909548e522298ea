// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.hpp"
#include "model/filter.hpp"
#include "model/reader.hpp"
#include "model/record.hpp"
#include "source/explain.hpp"
#include "source/probe.hpp"
#include "source/sample.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace scribe::source {

/// What a source is, known once it is open.
struct SourceInfo {
    std::string product;  ///< "PostgreSQL", "SQLite"
    std::string version;  ///< "15.4", "3.40.1"
    std::string database; ///< name of the database; for SQLite the file's name
    std::string
        identity; ///< tells one server from another under the same name: system identifier and database, or the path
    std::string encoding;
    std::string collation;
    std::string comment{}; ///< on the database itself
    std::string name{};    ///< what the source is called where it comes from, when it says so
};

/// What a scan is asked to read.
struct ScanRequest {
    model::ObjectFilter filter;
    bool shadow_tables = false; ///< SQLite: also the tables that virtual tables keep their data in
    bool exact_sizes = false;   ///< measure files instead of trusting the pages of the last VACUUM or ANALYZE
    bool count_rows = false;    ///< SQLite: count all rows whatever it costs
    bool pass_locked = false;   ///< go on without what others keep locked; else that is an error
};

/// What a scan saw, besides the objects.
struct ScanReport {
    std::set<model::Kind> unseen;           ///< kinds that could not be read: nothing of them may be taken for removed
    std::vector<std::string> notes;         ///< what was left out and why, for the user
    std::vector<model::RefPattern> skipped; ///< tables that exist and were not asked for: they are not removed
    std::int64_t statements = 0;            ///< statements sent
    std::int64_t partial = 0;               ///< records with model::Record::partial
    model::Known known;                     ///< of a file that says it: what was said of the objects
    model::ObjectFilter limited_to;         ///< of a file: what alone it tells of; empty: everything
    std::set<std::string> schemas;          ///< all that the database has, those outside of the filter too
};

/// Receives the objects of a scan, in any order.
using RecordSink = std::function<void(model::Record &&)>;

/// Sessions of a server, without those of scribe.
struct Sessions {
    std::int64_t active = 0; ///< at work
    std::int64_t hidden = 0; ///< of others, of which this role may not know what they do
};

/// One right that a role lacks.
struct MissingRight {
    std::string what;     ///< "read table data"
    std::string grant;    ///< the statement that allows it
    std::string left_out; ///< what scribe leaves out without it
};

/// The answer of `scribe source test`.
struct TestReport {
    SourceInfo info;
    double round_trip_min_ms = 0;
    double round_trip_median_ms = 0;
    int round_trips = 0;
    bool encrypted = false;
    bool standby = false;
    std::string role;
    std::string limits;                 ///< the time limits in force, in words
    std::optional<std::int64_t> tables; ///< tables and views that hold data
    std::optional<std::int64_t> readable_tables;
    std::vector<std::string> can; ///< what works, in words
    std::vector<MissingRight> missing;
};

/// Something came between: an object was dropped that a server's functions look up in its newest state, not in that of
/// the scan, or is locked, which the next try knows. Trying again helps.
class ChangedError : public base::Error {
public:
    explicit ChangedError(
        std::string const &what,
        std::string const &hint = "objects were dropped during the scan; run the command again when less changes")
        : base::Error(base::ExitCode::source_query, what, hint) {}
};

class RecordedReceiver;
struct RecordedReport;

/// A user's database. Implementations only read and keep the time limits they were opened with.
class Source {
public:
    virtual ~Source() = default;
    virtual SourceInfo info() = 0;
    /// Reads the structure of the whole database in a fixed number of queries.
    /// Throws base::Error(source_connect | source_query | config | interrupted); config: the file is malformed.
    /// ChangedError: what was given to `sink` does not count.
    virtual ScanReport scan(ScanRequest const &request, RecordSink const &sink) = 0;
    virtual TestReport test() = 0;
    /// Reads rows of a table or view: all of a small one, of a large one a sample that is uniform but where the report
    /// says otherwise. Throws base::Error(source_query: no right, gone, time limit, or the source holds no rows |
    /// source_connect | interrupted).
    virtual SampleReport sample(SampleRequest const &request, SampleReceiver &receiver);
    /// What the server's planner knows of a table or view. Throws base::Error as sample() does.
    virtual StatisticsReport statistics(SampleRequest const &request);
    /// Looks values of one table up in others, in one statement or a few. What is denied or takes too long is in the
    /// report. Throws base::Error(source_connect | interrupted), and source_query when the source holds no rows.
    virtual ProbeReport probe(ProbeRequest const &request);
    /// Statements that the server recorded for this database, the most frequent first, without their constants; bounded
    /// in number and size. Nothing where it records none or this role may not read them. Throws base::Error as
    /// sample().
    virtual std::vector<std::string> recorded_statements() { return {}; }
    /// What the server counts of the statements of this database, or of all. Throws base::Error(source_query) with the
    /// exact remedy when it counts none or this role may not read it.
    virtual RecordedReport recorded_figures(bool all_databases, RecordedReceiver &receiver);
    /// Asks the server's planner, which must not outlive this. Throws base::Error(source_query) where there is none.
    virtual std::unique_ptr<PlanSession> plan_session();
    /// How long the server takes to answer the shortest question; nothing where there is no server.
    virtual std::optional<double> round_trip_ms() { return std::nullopt; }
    /// Sessions of others on the server right now; none where there is no server.
    virtual Sessions sessions() { return {}; }
};

/// A URL that names a file.
struct FileUrl {
    std::string scheme; ///< "sqlite"
    std::string path;   ///< as it stands in the URL
};

/// How to open a source.
struct OpenOptions {
    std::string command = "scan";      ///< becomes part of application_name
    std::string password;              ///< when one was stored for it
    int statement_timeout_ms = 60'000; ///< 0 = none
    int lock_timeout_ms = 5'000;
};

/// The scheme and path of a URL that names a file: sqlite:PATH, sqlite://PATH; nothing for another URL.
std::optional<FileUrl> file_url(std::string_view url);

/// True for the schemes that open() knows: postgres://, postgresql://, sqlite:, json:, tbls:, and libpq's keyword=value
/// form.
bool is_source_url(std::string_view text);

/// Opens the source that the URL names. Throws base::Error(usage) for an unknown scheme, source_connect when it
/// cannot be opened.
std::unique_ptr<Source> open(std::string const &url, OpenOptions const &options);

/// The URL as it may be shown and stored: without any password.
std::string public_url(std::string const &url);
/// The password that the URL holds, or empty.
std::string url_password(std::string const &url);
/// The name that a scan gives to a source nobody named: the name it has itself, else its database (or file) name, made
/// a plain word.
std::string default_name(SourceInfo const &info);

} // namespace scribe::source
