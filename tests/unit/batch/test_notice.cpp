// SPDX-License-Identifier: MIT
#include "batch/notice.hpp"

#include "../http/local_server.hpp"
#include "base/files.hpp"
#include "job_fixture.hpp"

#include <catch2/catch.hpp>

#include <csignal>

using namespace scribe;
using namespace scribe::batch;
using std::chrono::milliseconds;
using test::JobFixture;
using test::LocalServer;

namespace {

NotifyOptions const k_quick{.timeout = milliseconds{1'000}, .retry = {.tries = 2, .pause = milliseconds{5}}};

/// The summary of a run in which t2 of three tables failed.
Summary summary_of(JobFixture &fixture) {
    RunOptions options;
    options.job = fixture.make_job(3);
    auto const report =
        run(fixture.store, options, test::workers([](catalog::JobItem const &item, Activity &) -> ItemResult {
                if (item.table == "t2")
                    throw base::Error{base::ExitCode::source_query, "value \"geheim\" is no number"};
                return {.rows = 5, .bytes = 50};
            }));
    return summarize(fixture.store, report);
}

} // namespace

TEST_CASE("a notice says how a job ended, and nothing of the data", "[notice]") {
    JobFixture fixture;
    auto const summary = summary_of(fixture);
    LocalServer server{[](int, std::string const &) { return LocalServer::response("200 OK"); }};
    notify("http://" + server.address() + "/hook", summary, k_quick);
    REQUIRE(server.requests().size() == 1);
    auto const request = server.requests()[0];
    CHECK(request.find("\r\nContent-Type: application/json\r\n") != std::string::npos);
    auto const body = request.substr(request.find("\r\n\r\n") + 4);
    CHECK(body == summary_json(summary));
    CHECK(body.starts_with(R"({"format_version":1,"job":")" + summary.job.id +
                           R"(","kind":"profile","source":"shop","author":"ann","state":"failed","exit_code":8,)"
                           R"("exit":"partial","created_at":"20)"));
    CHECK(body.find(R"("items":{"total":3,"waiting":0,"running":0,"done":2,"failed":1,"cancelled":0},"rows":10,)"
                    R"("bytes":100,"failures":[{"ref":"main.t2","error_code":"source-query"}]})") != std::string::npos);
    CHECK(body.find("geheim") == std::string::npos);
}

TEST_CASE("a notice that nobody takes fails nothing", "[notice]") {
    JobFixture fixture;
    auto const summary = summary_of(fixture);
    LocalServer server{[](int, std::string const &) { return LocalServer::response("500 No"); }};
    CHECK_NOTHROW(notify("http://" + server.address(), summary, k_quick));
    CHECK(server.requests().size() == 2);
    CHECK_NOTHROW(notify("http://127.0.0.1:1", summary, k_quick));
}

TEST_CASE("a command gets the summary, and what it does fails nothing", "[notice]") {
    JobFixture fixture;
    auto const summary = summary_of(fixture);
    // As in the program: a command that does not read its input must not end it.
    auto *const before = std::signal(SIGPIPE, SIG_IGN);
    auto const file = (fixture.folder / "told").string();
    run_on_finish("cat > '" + file + ".json'; env | grep ^SCRIBE_ | sort > '" + file + "'", summary);
    CHECK(base::read_file(file + ".json") == summary_json(summary) + "\n");
    auto const told = base::read_file(file).value_or("");
    for (auto const &variable :
         {"SCRIBE_JOB_ID=" + summary.job.id, std::string{"SCRIBE_KIND=profile"}, std::string{"SCRIBE_SOURCE=shop"},
          std::string{"SCRIBE_STATE=failed"}, std::string{"SCRIBE_EXIT_CODE=8"}, std::string{"SCRIBE_ITEMS=3"},
          std::string{"SCRIBE_DONE=2"}, std::string{"SCRIBE_FAILED=1"}, std::string{"SCRIBE_ROWS=10"},
          std::string{"SCRIBE_BYTES=100"}}) {
        INFO(variable);
        CHECK(("\n" + told).find("\n" + variable + "\n") != std::string::npos);
    }
    CHECK_NOTHROW(run_on_finish("exit 3", summary));
    CHECK_NOTHROW(run_on_finish("kill -9 $$", summary));
    CHECK_NOTHROW(run_on_finish("no-such-command 2>/dev/null", summary));
    // The command's signals are the usual ones again.
    run_on_finish("kill -PIPE $$; touch '" + file + ".survived'", summary);
    CHECK_FALSE(std::filesystem::exists(file + ".survived"));
    (void)std::signal(SIGPIPE, before);
}
