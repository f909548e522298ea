// SPDX-License-Identifier: MIT
#include "export/erd/erd.hpp"

#include "base/error.hpp"
#include "export/erd/languages.hpp"
#include "export/erd/read.hpp"
#include "export/erd/split.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace scribe::exporter::erd {

namespace {

constexpr std::chrono::seconds k_layered_limit{20};
constexpr std::chrono::seconds k_spread_limit{60};
constexpr unsigned k_workers = 8;

Diagram selected(model::ModelReader &reader, Options const &options) {
    auto diagram = read_diagram(reader);
    for (auto &table : diagram.tables) table.link = options.linked ? options.links + table.link : std::string{};
    select(diagram, options.selection);
    return diagram;
}

std::string draw(Diagram const &diagram, Options const &options) {
    auto const form = options.form.name;
    auto const *const background = form == "svg" ? "transparent" : "white";
    auto const engine = engine_for(diagram);
    std::optional<std::string> picture;
    if (engine == Engine::layered)
        picture = options.layout(dot(diagram, Engine::layered, background), form, k_layered_limit);
    if (!picture) picture = options.layout(dot(diagram, Engine::spread, background), form, k_spread_limit);
    if (!picture) {
        throw base::Error(base::ExitCode::output,
                          fmt::format("Graphviz did not draw {} tables within {} seconds", diagram.tables.size(),
                                      k_spread_limit.count()),
                          "draw less: --columns none, --focus TABLE, --schema NAME; or -o FOLDER for several pages");
    }
    return finish_picture(std::move(*picture), form);
}

std::string text_of(Diagram const &diagram, std::string_view form) {
    if (form == "dot") return dot(diagram, engine_for(diagram), "transparent");
    if (form == "mermaid") return mermaid(diagram);
    if (form == "plantuml") return plantuml(diagram);
    return form == "dbml" ? dbml(diagram) : d2(diagram);
}

/// Calls `work` with 0 ... count-1, several at a time; throws what the first failing call threw.
template <typename Work> void in_parallel(std::size_t count, Work const &work) {
    std::atomic<std::size_t> next{0};
    std::exception_ptr error;
    std::mutex mutex;
    auto const run = [&] {
        try {
            for (auto i = next++; i < count; i = next++) work(i);
        } catch (...) {
            next = count;
            std::lock_guard const lock{mutex};
            if (!error) error = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> threads;
        auto const workers = std::clamp(std::thread::hardware_concurrency(), 1U, k_workers);
        for (unsigned i = 1; i < workers; ++i) threads.emplace_back(run);
        run();
    }
    if (error) std::rethrow_exception(error);
}

class Pages final : public Exporter {
public:
    explicit Pages(Options const &options) : m_options(options) {}

    void write(model::ModelReader &model, Sink &sink) override {
        auto diagram = selected(model, m_options);
        std::string const extension{m_options.form.extension};
        if (diagram.tables.size() <= k_split_tables) return sink.file("erd" + extension, draw(diagram, m_options));
        auto const pages = split(diagram, m_options.selection.group_by, extension);
        std::vector<std::string> drawn(pages.size());
        in_parallel(pages.size(), [&](std::size_t i) { drawn[i] = draw(pages[i].diagram, m_options); });
        for (std::size_t i = 0; i < pages.size(); ++i) sink.file(pages[i].stem + extension, std::move(drawn[i]));
    }

private:
    Options m_options;
};

} // namespace

std::vector<Form> const &forms() {
    static std::vector<Form> const list{
        {"svg", ".svg", true}, {"png", ".png", true}, {"pdf", ".pdf", true}, {"dot", ".dot"},
        {"mermaid", ".mmd"},   {"plantuml", ".puml"}, {"dbml", ".dbml"},     {"d2", ".d2"},
    };
    return list;
}

std::size_t write_one(model::ModelReader &reader, Options const &options, TextSink const &out) {
    auto const diagram = selected(reader, options);
    out(options.form.picture ? draw(diagram, options) : text_of(diagram, options.form.name));
    return diagram.tables.size();
}

std::unique_ptr<Exporter> make_pages(Options const &options) { return std::make_unique<Pages>(options); }

} // namespace scribe::exporter::erd
