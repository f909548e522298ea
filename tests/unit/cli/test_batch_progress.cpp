// SPDX-License-Identifier: MIT
#include "output/batch_progress.hpp"

#include "base/text.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace scribe;
using namespace scribe::cli;

namespace {

batch::Progress half_way() {
    batch::Progress progress;
    progress.items = {.waiting = 480, .running = 4, .done = 510, .failed = 6};
    progress.rows = 1'234'567;
    progress.bytes = 99;
    progress.seconds = 30.5;
    progress.rows_per_second = 40'477.6;
    progress.seconds_left = 29.2;
    progress.slowest = {"public", "Order\nlines", 125.4, 5'000};
    return progress;
}

/// What a run of `command --progress WHEN` writes to stderr.
std::string told(std::string const &when, bool terminal, bool quiet, std::vector<batch::Progress> const &steps) {
    std::ostringstream out, err;
    std::istringstream in;
    Context context{.out = out,
                    .err = err,
                    .in = in,
                    .err_is_terminal = terminal,
                    .environment = [](char const *) { return std::nullopt; },
                    .working_folder = {}};
    GlobalOptions global;
    global.progress = when;
    global.quiet = quiet;
    {
        BatchProgress progress{global, context, "profile"};
        for (auto const &step : steps) progress.show(step);
    }
    CHECK(out.str().empty());
    return err.str();
}

} // namespace

TEST_CASE("the bar of a job says how far it is, how fast, how long and what is slow", "[progress]") {
    CHECK(progress_bar("profile", half_way(), 200) ==
          "profile ██████████░░░░░░░░░░ 516 of 1,000 tables, 6 failed, 40,477 rows/s, 29 s left, "
          "public.U&\"Order\\000alines\" 2 min");
    auto progress = half_way();
    progress.items.failed = 0;
    progress.slowest->seconds = 1;
    progress.seconds_left.reset();
    CHECK(progress_line("profile", progress) == "profile 510 of 994 tables, 40,477 rows/s");
    CHECK(progress_line("profile", {}) == "profile 0 of 0 tables");
    for (std::size_t width = 20; width < 130; ++width) {
        auto const bar = progress_bar("profile", half_way(), width);
        CHECK(base::display_width(bar) <= width);
        CHECK(bar.find('\n') == std::string::npos);
    }
}

TEST_CASE("the progress of a job as JSON is one object", "[progress]") {
    CHECK(progress_json("profile", half_way()) ==
          R"({"progress":"profile","tables":1000,"done":510,"failed":6,"cancelled":0,"running":4,"waiting":480,)"
          R"("rows":1234567,"bytes":99,"seconds":30.5,"rows_per_second":40477.6,"seconds_left":29.2,)"
          R"("slowest":{"ref":"public.U&\"Order\\000alines\"","seconds":125.4,"rows":5000},"finished":false})");
    CHECK(progress_json("profile", {}).find(R"("seconds_left":null,"slowest":null)") != std::string::npos);
}

TEST_CASE("progress of a job goes where it is wanted", "[progress]") {
    auto last = half_way();
    last.finished = true;
    std::string const clear = "\r\x1b[2K";
    std::vector const steps = {half_way(), half_way(), last};
    auto const bar = told("auto", true, false, steps);
    CHECK(bar.starts_with(clear + "profile "));
    CHECK(bar.ends_with(clear));
    CHECK(told("always", true, true, steps).starts_with(clear));
    CHECK(told("auto", false, false, steps).empty());
    CHECK(told("auto", true, true, steps).empty());
    CHECK(told("never", true, false, steps).empty());
    // The first and the last at once, those between every few seconds.
    CHECK(told("always", false, false, steps) ==
          progress_line("profile", half_way()) + "\n" + progress_line("profile", last) + "\n");
    CHECK(told("json", true, true, steps) ==
          progress_json("profile", half_way()) + "\n" + progress_json("profile", last) + "\n");
}
