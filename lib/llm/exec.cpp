// SPDX-License-Identifier: MIT
#include "llm/exec.hpp"

#include "base/system/process.hpp"
#include "base/text.hpp"
#include "llm/lines.hpp"

#include <fmt/format.h>

namespace scribe::llm {

namespace {

constexpr std::size_t k_most_error = 300;

using End = base::ProcessResult::End;

class ExecBackend final : public Backend {
public:
    explicit ExecBackend(Endpoint endpoint) : m_endpoint(std::move(endpoint)) {}

    Reply ask(Request const &request) override {
        auto const input = request_line(request);
        base::ProcessRequest process;
        process.command = {"/bin/sh", "-c", m_endpoint.command};
        process.input = input;
        process.time_limit = m_endpoint.timeout;
        process.output_limit = m_endpoint.most_bytes;
        auto result = base::run_process(process);
        Reply reply;
        if (result.ok()) {
            reply.kind = Reply::Kind::answer;
            reply.text = std::move(result.out);
            return reply;
        }
        reply.text = why(result);
        // 126 and 127: the shell found no such program.
        bool const missing = result.end == End::not_run || (result.end == End::exited && result.status >= 126);
        if (missing) reply.kind = Reply::Kind::fatal;
        if (result.end == End::too_large) reply.kind = Reply::Kind::unusable;
        return reply;
    }

private:
    std::string why(base::ProcessResult const &result) const {
        auto const told = base::single_line(base::sanitize_utf8(base::trim(result.err)));
        auto const rest = told.empty() ? "" : ": " + std::string{base::utf8_head(told, k_most_error)};
        switch (result.end) {
        case End::signalled: return fmt::format("the command was ended by signal {}{}", result.status, rest);
        case End::timed_out:
            return fmt::format("no answer within {:.1f} s", std::chrono::duration<double>(m_endpoint.timeout).count());
        case End::too_large: return fmt::format("the answer is longer than {} bytes", m_endpoint.most_bytes);
        case End::not_run: return "the shell cannot run the command" + rest;
        default: return fmt::format("the command ended with status {}{}", result.status, rest);
        }
    }

    Endpoint m_endpoint;
};

} // namespace

std::unique_ptr<Backend> make_exec(Endpoint const &endpoint) { return std::make_unique<ExecBackend>(endpoint); }

} // namespace scribe::llm
