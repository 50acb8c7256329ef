package com.featherhq.spec.normalize;

import static com.featherhq.spec.TinyDocument.json;
import static com.featherhq.spec.TinyDocument.withSchemas;
import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.spec.TinyDocument;
import com.featherhq.spec.document.ApiSpec;
import org.junit.jupiter.api.Test;

final class SchemaReferencesTest {

    @Test
    void schema_whenReferredToByAnotherWayThanItsName_getsOne() {
        ApiSpec spec = SpecNormalizer.normalize(TinyDocument.withOperation(
                "{'operationId': 'x', 'responses': {'200': {'content': {'application/json': {'schema': {'properties': {'pet':"
                        + " {'$ref': '#/$defs/Pet'}, 'h': {'$ref': '#/components/schemas/H/properties/m'}}, '$defs': {'Pet':"
                        + " {'properties': {'next': {'$ref': '#/$defs/Pet'}, 'kind': {'$ref': '#/$defs/Kind'}}}, 'Kind':"
                        + " {'type': 'string'}}}}}}}}",
                "{'H': {'properties': {'m': {'type': 'integer'}}}}"));

        assertThat(spec.schemas().keySet()).containsExactly("H", "Pet", "Kind", "H_m");
        assertThat(spec.schemas().get("Pet"))
                .isEqualTo(
                        json("{'type': 'object', 'properties': {'next': {'$ref': '#/components/schemas/Pet'}, 'kind':"
                                + " {'$ref': '#/components/schemas/Kind'}}}"));
    }

    @Test
    void schema_whenItEqualsTheOneOfItsName_isThatOne() {
        ApiSpec spec = SpecNormalizer.normalize(withSchemas(
                "{'Pet': {'type': 'string'}, 'A': {'properties': {'x': {'$ref': '#/$defs/Pet'}}, '$defs': {'Pet':"
                        + " {'type': 'string'}}}, 'B': {'properties': {'x': {'$ref': '#/$defs/Pet'}}, '$defs': {'Pet':"
                        + " {'type': 'integer'}}}}"));

        assertThat(spec.schemas().keySet()).containsExactly("Pet", "A", "B", "Pet_f0765d");
    }

    @Test
    void discriminator_whereverItsMappingLeads_leadsToNames() {
        ApiSpec spec = SpecNormalizer.normalize(withSchemas(
                "{'U': {'oneOf': [{'$ref': '#/$defs/A'}, {'$ref': '#/components/schemas/B'}], 'discriminator':"
                        + " {'propertyName': 'k', 'mapping': {'a': '#/$defs/A', 'b': 'B'}}, '$defs': {'A': {'properties':"
                        + " {'k': {}}}}}, 'B': {'properties': {'k': {}}}}"));

        assertThat(spec.schemas()
                        .getAsJsonObject("U")
                        .getAsJsonObject("discriminator")
                        .get("mapping"))
                .isEqualTo(json("{'a': '#/components/schemas/A', 'b': '#/components/schemas/B'}"));
    }
}
