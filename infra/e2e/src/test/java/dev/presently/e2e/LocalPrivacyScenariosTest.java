package dev.presently.e2e;

import java.util.List;

class LocalPrivacyScenariosTest extends PrivacyScenarios {
  private final LocalDeployment runner = new LocalDeployment();

  @Override
  Deployment deployment() {
    return runner;
  }

  @Override
  List<String> itemsNaming(String digits) {
    return runner.itemsNaming(digits);
  }
}
