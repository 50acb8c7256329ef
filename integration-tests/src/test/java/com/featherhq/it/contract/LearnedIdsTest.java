package com.featherhq.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import org.junit.jupiter.api.Test;

final class LearnedIdsTest {

    private final LearnedIds learned = new LearnedIds();

    @Test
    void listed_whenAPageWasSeen_areItsRowsIds() {
        learned.learn("/v1/things", "{\"next_cursor\": null, \"items\": [{\"id\": \"a\"}, {\"id\": \"b\"}]}");

        assertThat(learned.listed("/v1/things/{thing_id}/parts", "thing_id"))
                .containsExactly(new JsonPrimitive("a"), new JsonPrimitive("b"));
    }

    @Test
    void listed_whenAnIdIsNotAskedFor_isThePropertyOfThatName() {
        learned.learn("/v1/things", "[{\"id\": \"a\", \"version\": 3}]");
        learned.learn("/v1/names", "[\"x\"]");

        assertThat(learned.listed("/v1/things/{version}", "version")).containsExactly(new JsonPrimitive(3));
        assertThat(learned.listed("/v1/things/{ref}", "ref")).isEmpty();
        assertThat(learned.seen("/v1/things/{ref}", "ref")).containsExactly(new JsonPrimitive("a"));
        assertThat(learned.listed("/v1/names/{name}", "name")).containsExactly(new JsonPrimitive("x"));
    }

    @Test
    void learn_whenListHasAnotherPath_isFound() {
        learned.learn("/v1/things/", "[{\"id\": \"a\"}]");
        learned.learn("/v1/parts/search", "{\"hits\": [{\"id\": \"b\"}]}");

        assertThat(learned.listed("/v1/things/{thing_id}", "thing_id")).containsExactly(new JsonPrimitive("a"));
        assertThat(learned.seen("/v1/parts/{part_id}", "part_id")).containsExactly(new JsonPrimitive("b"));
    }

    @Test
    void listed_whenRowsHaveNoId_isEmpty() {
        learned.learn("/v1/things", "{\"items\": [{\"name\": \"a\"}]}");
        learned.learn("/v1/parts", "{\"items\": []}");
        learned.learn("/v1/others", "true");
        learned.learn("/v1/more", "{\"items\": [");

        assertThat(learned.listed("/v1/things/{thing_id}", "thing_id")).isEmpty();
        assertThat(learned.listed("/v1/parts/{part_id}", "part_id")).isEmpty();
    }

    @Test
    void seen_whenSeveralHaveTheName_thatOfTheNearestPathComesFirst() {
        learned.learn("/v1/teams/{team_id}/revisions", "[{\"id\": \"of a team\"}]");
        learned.learn("/v1/agents/{agent_id}/revisions", "[{\"id\": \"of an agent\"}]");

        assertThat(learned.seen("/v1/agents/revisions/{revision_id}", "revision_id"))
                .startsWith(new JsonPrimitive("of an agent"));
    }

    @Test
    void seen_whenAnotherAnswerHasTheName_isThatOne() {
        learned.learn("/v1/me", "{\"profile\": {\"organization_id\": \"o\"}}");
        learned.learn("/v1/policies", "{\"items\": [{\"id\": \"p\", \"ownerId\": 7}]}");

        assertThat(learned.seen("/v1/x/{organization_id}", "organization_id")).containsExactly(new JsonPrimitive("o"));
        assertThat(learned.seen("/v1/x/{owner_id}", "owner_id")).containsExactly(new JsonPrimitive(7));
        assertThat(learned.seen("/v1/x/{policy_id}", "policy_id")).containsExactly(new JsonPrimitive("p"));
    }
}
