// SPDX-License-Identifier: MIT
#include "http/transfer.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <mutex>

namespace scribe::http {

namespace {

using base::Error;
using base::ExitCode;

/// More of an answer's headers nobody reads.
constexpr std::size_t k_most_headers = 200;

int check_interrupt(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t) { return base::interrupted() ? 1 : 0; }

Error no_answer(Request const &request, CURLcode code) {
    auto const server = server_of(request.url);
    if (code == CURLE_OPERATION_TIMEDOUT)
        return {ExitCode::service, fmt::format("{}: no answer within {:.1f} s", server,
                                               std::chrono::duration<double>(request.timeout).count())};
    return {ExitCode::service, fmt::format("{}: {}", server, curl_easy_strerror(code))};
}

} // namespace

void start_curl() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

Transfer::Transfer(Request const &request) : m_request(request) {
    server_of(request.url);
    start_curl();
    m_handle.reset(curl_easy_init());
    if (!m_handle) throw Error{ExitCode::internal, "libcurl cannot be used"};
    for (auto const &header : request.headers) {
        auto *const longer = curl_slist_append(m_headers.get(), header.c_str());
        if (!longer) throw Error{ExitCode::internal, "out of memory"};
        (void)m_headers.release(); // a part of the longer list
        m_headers.reset(longer);
    }
    set_up();
}

std::size_t Transfer::take_body(char *data, std::size_t, std::size_t size, void *self) {
    auto &transfer = *static_cast<Transfer *>(self);
    if (transfer.m_body.size() + size > transfer.m_request.most_bytes) return 0; // ends the transfer
    transfer.m_body.append(data, size);
    return size;
}

/// Options must outlive the transfer: so does the request.
void Transfer::set_up() {
    auto *const curl = m_handle.get();
    curl_easy_setopt(curl, CURLOPT_URL, m_request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, m_request.method.c_str());
    if (!m_request.body.empty() || m_request.method == "POST") {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, m_request.body.c_str());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
    }
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, m_headers.get());
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "scribe");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(m_request.timeout.count()));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
    if (auto const *const file = std::getenv("SSL_CERT_FILE")) curl_easy_setopt(curl, CURLOPT_CAINFO, file);
    if (!m_request.interruptible) return;
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, check_interrupt);
}

void Transfer::read_headers(Response &response) const {
    curl_header *header = nullptr;
    while (response.headers.size() < k_most_headers &&
           (header = curl_easy_nextheader(m_handle.get(), CURLH_HEADER, -1, header)) != nullptr)
        response.headers.emplace_back(base::to_lower_ascii(header->name), header->value);
}

Response Transfer::finish(CURLcode code) {
    if (code == CURLE_ABORTED_BY_CALLBACK) base::check_interrupt();
    if (code == CURLE_WRITE_ERROR)
        throw TooLong{ExitCode::service, fmt::format("{}: the answer is longer than {} bytes", server_of(m_request.url),
                                                     m_request.most_bytes)};
    if (code != CURLE_OK) throw no_answer(m_request, code);
    Response response;
    curl_easy_getinfo(m_handle.get(), CURLINFO_RESPONSE_CODE, &response.status);
    curl_off_t seconds = 0;
    curl_easy_getinfo(m_handle.get(), CURLINFO_RETRY_AFTER, &seconds);
    response.retry_after = std::chrono::seconds{seconds};
    read_headers(response);
    response.body = std::move(m_body);
    return response;
}

} // namespace scribe::http
