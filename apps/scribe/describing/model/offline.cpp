// SPDX-License-Identifier: MIT
#include "describing/model/offline.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "describing/model/whole.hpp"
#include "llm/lines.hpp"
#include "llm/schema.hpp"
#include "output/output.hpp"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <set>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

/// Of a hash so much tells one prompt from another.
constexpr std::size_t k_mark = 12;
/// Ids that are named before it is only said how many more there are.
constexpr std::size_t k_most_named = 10;

/// The answers of a file, found by id; the texts stay in the file.
class AnswerFile {
public:
    AnswerFile(std::filesystem::path const &path, std::string const &shown) : m_file(path, std::ios::binary) {
        if (!m_file) throw Error(ExitCode::config, fmt::format("{}: cannot be read", shown));
        std::string line;
        std::int64_t number = 0;
        for (auto at = m_file.tellg(); std::getline(m_file, line); at = m_file.tellg()) {
            ++number;
            if (base::trim(line).empty()) continue;
            auto const answer = llm::read_answer_line(line);
            if (!answer)
                throw Error(ExitCode::config,
                            fmt::format("{}:{}: expected {{\"id\":...,\"answer\":...}}", shown, number));
            m_places[answer->id] = at;
        }
        m_file.clear();
    }

    std::optional<llm::AnswerLine> find(std::string const &id) {
        auto const found = m_places.find(id);
        if (found == m_places.end()) return std::nullopt;
        m_used.insert(id);
        std::string line;
        m_file.seekg(found->second);
        std::getline(m_file, line);
        m_file.clear();
        return llm::read_answer_line(line);
    }

    /// Ids that nothing was asked by.
    std::vector<std::string> unknown() const {
        std::vector<std::string> ids;
        for (auto const &[id, place] : m_places)
            if (!m_used.contains(id)) ids.push_back(id);
        return ids;
    }

private:
    std::ifstream m_file;
    std::map<std::string, std::streampos> m_places;
    std::set<std::string> m_used;
};

/// Whom the answers are from, without asking for a key.
std::string whom(ModelOptions const &options) {
    if (options.writer == "rules") return options.model.empty() ? "offline" : "offline:" + options.model;
    auto const provider = options.writer.substr(0, options.writer.find(':'));
    return options.model.empty() ? provider : provider + ":" + options.model;
}

} // namespace

struct OfflineRun::State {
    State(DescribeByModel const &o, GlobalOptions const &g, Context &c) : options(o), global(g), context(c) {
        if (!options.prompts_out.empty()) out.emplace(context, options.prompts_out);
        else if (options.show_prompt) out.emplace(context, "");
        if (!options.answers_in.empty()) in.emplace(context.working_folder / options.answers_in, options.answers_in);
    }

    /// What to do with a request that the catalog has no answer to.
    llm::Outcome respond(llm::Request const &request) {
        auto const hash = catalog::answer_key({request.system, request.prompt, request.schema});
        auto const id = request.id + "@" + hash.substr(0, k_mark);
        if (in) return from_file(request, id);
        if (!options.prompts_out.empty()) {
            auto marked = request;
            marked.id = id;
            out->write(llm::request_line(marked));
        } else if (options.show_prompt) {
            out->write(fmt::format("== {} ==\n{}\n{}\n\n{}\n\n", base::single_line(request.id), request.system,
                                   request.prompt, request.schema));
        }
        ++requests;
        tokens_in += llm::estimate_tokens(request);
        tokens_out += request.expected_tokens;
        // About half of an answer, the text without its claims, is told again with what is asked next.
        if (options.prompts_out.empty()) tokens_in += request.expected_tokens / 2;
        return {std::nullopt, llm::Failure::service, "nobody was asked"};
    }

    llm::Outcome from_file(llm::Request const &request, std::string const &id) {
        auto const found = in->find(id);
        if (!found) return {std::nullopt, llm::Failure::service, "there is no answer to it"};
        auto const text = std::string{llm::json_part(found->answer)};
        if (auto const faults = llm::misfits(text, request.schema); !faults.empty()) {
            base::log::warn("{}: the answer does not fit: {}", base::single_line(id), faults.front());
            ++unfit;
            return {std::nullopt, llm::Failure::invalid, faults.front()};
        }
        ++taken;
        auto const &model = found->model.empty() ? options.model.model : found->model;
        return {llm::Answer{request.id, text, base::single_line(model), 0, 0}, llm::Failure::service, {}};
    }

    DescribeByModel const &options;
    GlobalOptions const &global;
    Context &context;
    std::optional<Output> out;
    std::optional<AnswerFile> in;
    std::int64_t requests = 0, tokens_in = 0, tokens_out = 0; ///< that would be sent
    std::int64_t known = 0, missing = 0, unfit = 0, taken = 0, written = 0;
};

OfflineRun::OfflineRun(DescribeByModel const &options, GlobalOptions const &global, Context &context)
    : m_state(std::make_unique<State>(options, global, context)) {}
OfflineRun::~OfflineRun() = default;

void OfflineRun::walk(ModelRun &run, catalog::Store &store) {
    auto &state = *m_state;
    auto const &options = state.options;
    run.writer = options.model.writer == "rules" ? "offline" : whom(options.model);
    if (auto const colon = run.writer.find(':'); colon != std::string::npos) run.writer.resize(colon);
    // Answers that come all at once cannot build on each other.
    run.flat = !options.prompts_out.empty() || !options.answers_in.empty();
    run.offline = true;
    auto const order = state.in ? Answers::Order::before_catalog : Answers::Order::in_turn;
    Answers answers{run.catalog, whom(options.model),
                    [&](llm::Request const &request) { return state.respond(request); }, order};
    run.answers = &answers;
    EvidenceReader evidence{run.catalog, run.source};
    run.evidence = &evidence;
    if (!run.flat) {
        auto const outcome = answers.ask({describe::database_request(run.plan.database)}).front();
        if (outcome.answer) run.summary = summary_of(outcome.answer->text);
    }
    auto reading = catalog::Store::open(run.catalog, catalog::Access::read);
    catalog::DescriptionWriter writer{store, run.source, author(state.global, state.context), "describe"};
    auto const save = [&](std::vector<NewText> const &texts) {
        if (!state.in) return;
        sqlite::Txn txn{store.db()};
        for (auto const &text : texts)
            if (writer.save(text.id, text.label, text.description, text.basis) && !text.description.text.empty())
                ++state.written;
        txn.commit();
    };
    auto const part = options.batch.part();
    for (auto const &table : run.plan.tables) {
        if (!part.contains(catalog::shard_hash(run.source.name, table.ref.schema, table.ref.name))) continue;
        Family::Member member{run.family, table.id};
        auto const described = describe_one(run, reading, table, member);
        state.missing += described.unanswered;
        save(described.texts);
    }
    state.missing += describe_objects(run, reading, part, save).unanswered;
    state.known += answers.from_catalog();
}

base::ExitCode OfflineRun::finish() {
    auto &state = *m_state;
    if (state.out) state.out->finish();
    if (state.in) {
        auto const unknown = state.in->unknown();
        for (std::size_t i = 0; i < std::min(unknown.size(), k_most_named); ++i)
            base::log::warn("{}: nothing is asked by this id (any more)", base::single_line(unknown[i]));
        if (unknown.size() > k_most_named) base::log::warn("and {} more", unknown.size() - k_most_named);
        base::log::info("{} taken, {} do not fit, {} unknown, {} missing; {} new or changed",
                        base::counted(state.taken, "answer"), state.unfit, unknown.size(), state.missing - state.unfit,
                        base::counted(state.written, "text"));
        return state.unfit > 0 || !unknown.empty() ? ExitCode::partial : ExitCode::ok;
    }
    llm::Prices const prices{state.options.model.price_in, state.options.model.price_out};
    base::log::info("{}: about {} tokens in and {} out{}; {} known already", base::counted(state.requests, "request"),
                    base::group_digits(state.tokens_in), base::group_digits(state.tokens_out),
                    prices.known() ? fmt::format(", {:.4f} in all", prices.of(state.tokens_in, state.tokens_out))
                                   : std::string{},
                    base::counted(state.known, "answer is", "answers are"));
    base::log::info("Nothing was sent");
    return ExitCode::ok;
}

std::string summary_of(std::string const &json) {
    auto const text = base::single_line(llm::text_member(json));
    return std::string{base::utf8_head(text, 600)};
}

} // namespace scribe::cli
